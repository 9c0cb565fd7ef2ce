import type { Command } from 'commander';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { CommandError } from '../../cli/command-error.js';
import { printJson } from '../../cli/print-json.js';
import type { WithApp } from '../../cli/with-app.js';
import { AppConfig } from '../../config/app-config.js';
import { Transactions } from '../../database/transactions.service.js';
import { EmailMessage } from '../email-message.entity.js';
import { MailDelivery } from '../mail-delivery.service.js';
import { Mailer } from '../mailer.service.js';
import { TEST_MAIL } from '../test.mail.js';

/** A little longer than an attempt of a worker can take. */
const PATIENCE_MS = 65_000;

/** Adds `mail:*`. */
export function addMailCommands(program: Command, withApp: WithApp): void {
  program
    .command('mail:test <address>')
    .description('send a test mail, and tell what the SMTP server said')
    .option('--json', 'what became of it as JSON')
    .action((address: string, { json }: { json?: boolean }) =>
      withApp(async (app) => {
        const { mail, http } = app.get(AppConfig);
        const data = { service: http.backendUrl ?? 'CV Improver', sentAt: new Date() };
        const id = await app.get(Mailer).send(TEST_MAIL, address, data, { dedupeKey: randomUUID() });
        await app.get(MailDelivery).deliver(id!);
        const { status, error } = await outcomeOf(app.get(Transactions), id!);
        if (json) printJson({ id, status, error });
        else if (status === 'kept') console.log(`Kept as email_message ${id}: SMTP_URL is not set.`);
        else if (status === 'sent') console.log(`Sent as email_message ${id} through ${hostOf(mail)}.`);
        else if (!error)
          throw new CommandError(`A worker is still sending email_message ${id}; look in the admin.`);
        if (error) throw new CommandError(`Email_message ${id} was not sent (${status}): ${error}`);
      }),
    );
}

const hostOf = (mail: AppConfig['mail']): string => (mail.kind === 'smtp' ? new URL(mail.url).host : '');

/** What became of a mail. A worker may have been faster to take it, and is then waited for. */
async function outcomeOf(transactions: Transactions, id: number): Promise<EmailMessage> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const mail = await transactions.repository(EmailMessage).findOneByOrFail({ id });
    if (mail.status !== 'pending' || mail.error !== null || Date.now() > deadline) return mail;
    await delay(250);
  }
}
