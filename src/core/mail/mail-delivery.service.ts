import { Injectable, Logger } from '@nestjs/common';
import { Transactions } from '../database/transactions.service.js';
import { EmailMessage } from './email-message.entity.js';
import { MailTransport } from './mail-transport.js';
import { type SmtpProblem, smtpProblemOf, summaryOf } from './smtp-problem.js';

/**
 * For so long a mail is its sender's; longer than an attempt can take. Should the sender die meanwhile, it is tried
 * again after that.
 */
const CLAIM = `interval '2 minutes'`;

/** A minute, two, four, … at most four hours, each up to a tenth longer. */
const PAUSE = `least(interval '4 hours', interval '1 minute' * 2 ^ (attempts - 1)) * (1 + random() / 10)`;

/** With the pauses above that is four days; RFC 5321, 4.5.4.1, says four to five. */
const ATTEMPTS = 31;

export type Outcome = 'sent' | SmtpProblem;

/** Brings written mails to the SMTP server, one at a time each, and writes down what came of it. */
@Injectable()
export class MailDelivery {
  private readonly log = new Logger('Mail');

  constructor(
    private readonly transactions: Transactions,
    private readonly transport: MailTransport,
  ) {}

  /**
   * Tries to send a mail that is due.
   * @returns what came of it; null when it is not to be sent now, or somebody else does it.
   */
  async deliver(id: number): Promise<Outcome | null> {
    const message = await this.claim(id);
    if (!message) return null;
    try {
      await this.transport.send(message);
    } catch (error) {
      return this.postpone(message, error);
    }
    await this.transactions.sql(
      `UPDATE email_message SET status = 'sent', sent_at = now(), due_at = NULL, error = NULL WHERE id = $1`,
      [id],
    );
    return 'sent';
  }

  /** Ids of mails that are due, the one that waits longest first. */
  async due(limit: number): Promise<number[]> {
    const rows = await this.transactions.sql<{ id: number }>(
      `SELECT id FROM email_message WHERE status = 'pending' AND due_at <= now() ORDER BY due_at LIMIT $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Commits that it is being tried: however this ends, nobody else tries meanwhile. */
  private async claim(id: number): Promise<EmailMessage | null> {
    const claimed = await this.transactions.sql(
      `UPDATE email_message SET attempts = attempts + 1, due_at = now() + ${CLAIM}
       WHERE id = $1 AND status = 'pending' AND due_at <= now() RETURNING id`,
      [id],
    );
    return claimed.length > 0 ? this.transactions.repository(EmailMessage).findOneBy({ id }) : null;
  }

  private async postpone({ id, template }: EmailMessage, error: unknown): Promise<SmtpProblem> {
    const problem = smtpProblemOf(error);
    const [row] = await this.transactions.sql<{ status: string }>(
      `UPDATE email_message SET error = $2,
         status = CASE WHEN ${ENDS} THEN 'failed' ELSE 'pending' END,
         due_at = CASE WHEN ${ENDS} THEN NULL ELSE now() + ${PAUSE} END
       WHERE id = $1 RETURNING status`,
      [id, String((error as Error).message), problem === 'refused'],
    );
    const then = row?.status === 'failed' ? 'it is given up' : 'it will be tried again';
    this.log.warn(`the mail ${template} (email_message ${id}) was not sent: ${summaryOf(error)}; ${then}`);
    return problem;
  }
}

const ENDS = `($3 OR attempts >= ${ATTEMPTS})`;
