import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { AppConfig } from '../config/app-config.js';
import { Transactions } from '../database/transactions.service.js';
import { requestContext } from '../http/request-context.js';
import { Outbox } from '../jobs/outbox.service.js';
import { EmailMessage } from './email-message.entity.js';
import { mailDocument, type MailTemplate } from './mail-template.js';
import { oneLine, requireAddress, storable } from './mail-text.js';
import { SendEmailJob } from './send-email.job.js';

export interface MailOptions {
  /** What the mail is about, e.g. `user:7:verify:3`; a second one of the template and key is not sent. */
  dedupeKey: string;
}

/** The way to send mail: it leaves if, and only if, the transaction in progress commits. */
@Injectable()
export class Mailer {
  private readonly log = new Logger(Mailer.name);

  constructor(
    private readonly config: AppConfig,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Writes a mail down and has it sent. Without an SMTP server it is kept where staff can read it.
   * @returns the id of the `email_message`; null when there is one of this template and key already.
   * @throws InvalidInputError when `to` is no address.
   */
  async send<Data>(
    template: MailTemplate<Data>,
    to: string,
    data: Data,
    { dedupeKey }: MailOptions,
  ): Promise<number | null> {
    const recipient = requireAddress(to);
    const content = template.render(data);
    const subject = oneLine(content.subject);
    return this.transactions.run(async () => {
      const id = await this.insert({
        recipient,
        template: template.name,
        dedupeKey,
        subject,
        text: storable(content.text),
        html: storable(mailDocument({ ...content, subject })),
      });
      if (id !== null) await this.pass(id, template.name);
      return id;
    });
  }

  /**
   * Sends a mail once more, as a new message.
   * @returns false where that cannot be: its text was erased, or it is about to be sent anyway.
   */
  async resend(id: number): Promise<boolean> {
    return this.transactions.run(async () => {
      const rows = await this.transactions.sql<{ template: string }>(
        `UPDATE email_message
         SET status = $2, due_at = ${DUE}, message_id = $3, error = NULL, attempts = 0
         WHERE id = $1 AND status <> 'pending' AND text IS NOT NULL RETURNING template`,
        [id, this.status, this.newMessageId()],
      );
      if (!rows[0]) return false;
      await this.pass(id, rows[0].template);
      return true;
    });
  }

  private get status(): 'pending' | 'kept' {
    return this.config.mail.kind === 'smtp' ? 'pending' : 'kept';
  }

  private async insert(
    mail: Pick<EmailMessage, 'recipient' | 'template' | 'dedupeKey' | 'subject' | 'text' | 'html'>,
  ): Promise<number | null> {
    const { raw } = await this.transactions.manager
      .createQueryBuilder()
      .insert()
      .into(EmailMessage)
      .values({
        ...mail,
        status: this.status,
        dueAt: this.status === 'pending' ? () => 'now()' : null,
        messageId: this.newMessageId(),
        requestId: requestContext()?.requestId ?? null,
      })
      .orIgnore()
      .returning('id')
      .execute();
    return (raw as { id: number }[])[0]?.id ?? null;
  }

  private async pass(id: number, template: string): Promise<void> {
    if (this.status === 'pending') await this.outbox.enqueue(SendEmailJob, { emailId: id });
    else
      await this.transactions.afterCommit(() =>
        this.log.log(`SMTP_URL is not set: the mail ${template} is kept as email_message ${id}`),
      );
  }

  /** As RFC 5322 wants it: unique, and of a domain that is ours. */
  private newMessageId(): string {
    const { mail } = this.config;
    const domain = mail.kind === 'smtp' ? mail.from.address.split('@').at(-1)! : 'localhost';
    return `<${randomUUID()}@${domain}>`;
  }
}

const DUE = `CASE WHEN $2 = 'pending' THEN now() END`;
