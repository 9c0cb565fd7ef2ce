import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openTransactions, type OpenTransactions } from '../../../test/support/open-transactions.js';
import { startSmtp, type TestSmtp } from '../../../test/support/smtp.js';
import type { AppConfig } from '../config/app-config.js';
import { runInRequestContext } from '../http/request-context.js';
import type { Outbox } from '../jobs/outbox.service.js';
import { EmailMessage } from './email-message.entity.js';
import { EraseEmailsJob } from './erase-emails.job.js';
import { html } from './html.js';
import { MailDelivery } from './mail-delivery.service.js';
import { MailStatistics } from './mail-statistics.service.js';
import type { MailTemplate } from './mail-template.js';
import { MailTransport } from './mail-transport.js';
import { Mailer } from './mailer.service.js';
import { RetryEmailsJob } from './retry-emails.job.js';

const GREETING: MailTemplate<{ name: string }> = {
  name: 'test.greeting',
  render: ({ name }) => ({
    subject: `Hello ${name}`,
    text: `Hello ${name}!\n`,
    html: html`<p>Hello ${name}!</p>`,
  }),
};

let open: OpenTransactions;
let smtp: TestSmtp;
let enqueue: jest.Mock<Outbox['enqueue']>;
beforeAll(async () => {
  open = await openTransactions([EmailMessage]);
  smtp = await startSmtp();
});
beforeEach(async () => {
  await open.source.query('TRUNCATE email_message');
  smtp.mails.length = 0;
  smtp.fault(null);
  enqueue = jest.fn(async () => 'task');
});
afterAll(async () => {
  await smtp.stop();
  await open.close();
});

/** The parts as they stand together, for an SMTP server at this address; null has none. */
function mailOf(url: string | null = `${smtp.url}?socketTimeout=300`) {
  const from = { name: 'CV "Improver", Ünlimited', address: 'no-reply@example.org' };
  const config = { mail: url === null ? { kind: 'kept' } : { kind: 'smtp', url, from } } as AppConfig;
  const delivery = new MailDelivery(open.transactions, new MailTransport(config));
  const mailer = new Mailer(config, open.transactions, { enqueue } as unknown as Outbox);
  return { delivery, mailer, retry: new RetryEmailsJob(delivery) };
}

const row = (id: number) => open.transactions.repository(EmailMessage).findOneByOrFail({ id });
const makeDue = () => open.source.query(`UPDATE email_message SET due_at = now() WHERE status = 'pending'`);
let keys = 0;
const greet = async ({ mailer }: { mailer: Mailer }, to = 'ada@example.org', name = 'Ada'): Promise<number> =>
  (await mailer.send(GREETING, to, { name }, { dedupeKey: `key ${++keys}` }))!;

describe('Mailer', () => {
  it('writes a mail and its job down with the change they belong to', async () => {
    const { mailer } = mailOf();
    const send = () => mailer.send(GREETING, 'ada@example.org', { name: 'Ada' }, { dedupeKey: 'one' });
    const rolledBack = open.transactions.run(async () => {
      await send();
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    expect(await open.transactions.repository(EmailMessage).count()).toBe(0);
    const context = { requestId: 'request-7', ip: null, origin: null };
    const id = await runInRequestContext(context, send);
    expect(enqueue).toHaveBeenLastCalledWith(expect.anything(), { emailId: id! });
    expect(await row(id!)).toMatchObject({
      ...{ recipient: 'ada@example.org', subject: 'Hello Ada', text: 'Hello Ada!\n', status: 'pending' },
      ...{ requestId: 'request-7', template: 'test.greeting', dedupeKey: 'one', attempts: 0, error: null },
      messageId: expect.stringMatching(/^<[\da-f-]{36}@example\.org>$/),
    });
  });

  it('writes one mail per template and key, however many ask at the same time', async () => {
    const { mailer } = mailOf();
    const asked = Array.from({ length: 5 }, () =>
      mailer.send(GREETING, 'ada@example.org', { name: 'Ada' }, { dedupeKey: 'same' }),
    );
    expect((await Promise.all(asked)).filter((id) => id !== null)).toHaveLength(1);
    expect(enqueue).toHaveBeenCalledTimes(1);
    const other = { ...GREETING, name: 'test.other' };
    expect(
      await mailer.send(other, 'ada@example.org', { name: 'Ada' }, { dedupeKey: 'same' }),
    ).not.toBeNull();
  });

  it('keeps mails where there is no server', async () => {
    const id = await greet(mailOf(null));
    expect(await row(id)).toMatchObject({ status: 'kept', dueAt: null, text: 'Hello Ada!\n' });
    expect(enqueue).not.toHaveBeenCalled();
  });

  it('sends once more as a new message, unless it is being sent or was erased', async () => {
    const mail = mailOf();
    const id = await greet(mail);
    expect(await mail.mailer.resend(id)).toBe(false);
    await mail.delivery.deliver(id);
    const { messageId } = await row(id);
    expect(await mail.mailer.resend(id)).toBe(true);
    await mail.delivery.deliver(id);
    expect(smtp.mails).toHaveLength(2);
    expect((await row(id)).messageId).not.toBe(messageId);
    await open.source.query('UPDATE email_message SET text = NULL, html = NULL');
    expect(await mail.mailer.resend(id)).toBe(false);
  });
});

describe('MailDelivery', () => {
  it('sends text and HTML, from whom and to whom it should, and says when', async () => {
    const mail = mailOf();
    const id = await greet(mail, 'ada@bücher.example', '<b>&\r\nBcc: eve@example.org');
    expect(await mail.delivery.deliver(id)).toBe('sent');
    const [taken] = smtp.mails;
    expect(taken).toMatchObject({ from: 'no-reply@example.org', to: ['ada@bücher.example'] });
    const [head = '', body = ''] = taken!.source.split(/\r\n\r\n(.*)/s);
    const { messageId, sentAt } = await row(id);
    expect(head).toContain(`Message-ID: ${messageId}\r\n`);
    expect(head).toContain('Auto-Submitted: auto-generated');
    expect(head).toMatch(/^Subject: Hello <b>& Bcc: eve@example\.org\r$/m);
    expect(head).toMatch(/^To: ada@xn--bcher-kva\.example\r$/m);
    expect(head).not.toMatch(/^Bcc:/m);
    expect(head).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(body).toContain('<p>Hello &lt;b&gt;&amp;');
    expect(sentAt).toBeInstanceOf(Date);
  });

  it('sends a mail once, however many try at the same time or later', async () => {
    const mail = mailOf();
    const id = await greet(mail);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => mail.delivery.deliver(id)));
    expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(1);
    expect(await mail.delivery.deliver(id)).toBeNull();
    expect(smtp.mails).toHaveLength(1);
  });

  it('waits longer and longer while the server says "later", and sends the same message in the end', async () => {
    const mail = mailOf();
    const id = await greet(mail);
    smtp.fault({ at: 'rcpt-to', reply: 451 });
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt++) {
      await makeDue();
      expect(await mail.delivery.deliver(id)).toBe('later');
      expect(await mail.delivery.deliver(id)).toBeNull();
      const { dueAt, attempts, error } = await row(id);
      expect({ attempts, error }).toEqual({ attempts: attempt, error: expect.stringContaining('451') });
      waits.push((dueAt!.getTime() - Date.now()) / 60_000);
    }
    waits.forEach((minutes, index) => {
      expect(minutes).toBeGreaterThan(2 ** index * 0.95);
      expect(minutes).toBeLessThan(2 ** index * 1.15);
    });
    const { messageId } = await row(id);
    smtp.fault(null);
    await makeDue();
    expect(await mail.retry.perform()).toEqual({ sent: 1 });
    expect(smtp.mails.map(({ source }) => source.includes(messageId))).toEqual([true]);
    expect(await row(id)).toMatchObject({ status: 'sent', attempts: 5, error: null, dueAt: null });
  });

  it.each(['rcpt-to', 'data'] as const)('gives up a mail that the server refuses at %s', async (at) => {
    const mail = mailOf();
    const id = await greet(mail);
    smtp.fault({ at, reply: 550 });
    expect(await mail.delivery.deliver(id)).toBe('refused');
    expect(await row(id)).toMatchObject({ status: 'failed', dueAt: null, attempts: 1 });
    expect((await row(id)).error).toContain('550');
  });

  it('gives up after four days of trying', async () => {
    const mail = mailOf();
    const id = await greet(mail);
    await open.source.query('UPDATE email_message SET attempts = 30');
    smtp.fault({ at: 'rcpt-to', reply: 451 });
    await mail.delivery.deliver(id);
    expect(await row(id)).toMatchObject({ status: 'failed', attempts: 31 });
  });

  it.each([
    ['sender', { at: 'mail-from', reply: 550 }],
    ['greeting', { at: 'connect', reply: 554 }],
    ['silence', { at: 'data', reply: 'hang' }],
    ['broken connection', { at: 'rcpt-to', reply: 'drop' }],
  ] as const)('takes %s for the fault of the server, and asks it for nothing more', async (_what, fault) => {
    const mail = mailOf(`${smtp.url}?socketTimeout=300&greetingTimeout=300`);
    const ids = [await greet(mail), await greet(mail), await greet(mail)];
    smtp.fault(fault);
    expect(await mail.retry.perform()).toEqual({ sent: 0 });
    const rows = await Promise.all(ids.map(row));
    expect(rows.map(({ status }) => status)).toEqual(['pending', 'pending', 'pending']);
    expect(rows.map(({ attempts }) => attempts)).toEqual([1, 0, 0]);
  });

  it('sends what waited once the server is back', async () => {
    const mail = mailOf();
    const ids = [await greet(mail), await greet(mail)];
    await smtp.stop();
    for (const id of ids) expect(await mail.delivery.deliver(id)).toBe('unreachable');
    const statistics = new MailStatistics(open.transactions);
    expect(await statistics.current()).toMatchObject({ pending: 2, failed: 0 });
    await smtp.start();
    await makeDue();
    expect(await mail.retry.perform()).toEqual({ sent: 2 });
    expect(await statistics.current()).toEqual({ pending: 0, oldestPendingSeconds: 0, failed: 0 });
    expect(smtp.mails).toHaveLength(2);
  });

  it('repeats the message under its id when nobody can know whether it was taken', async () => {
    const mail = mailOf();
    const id = await greet(mail);
    smtp.fault({ at: 'data', reply: 'drop' });
    expect(await mail.delivery.deliver(id)).not.toBe('sent');
    smtp.fault(null);
    await makeDue();
    await mail.retry.perform();
    const ids = smtp.mails.map(({ source }) => /^Message-ID: (.*)$/m.exec(source)?.[1]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('requires TLS of servers that are not on this machine', async () => {
    const { hostname } = await import('node:os');
    const url = smtp.url.replace('127.0.0.1', hostname());
    const mail = mailOf(`${url}?host=127.0.0.1&socketTimeout=300`);
    const id = await greet(mail);
    expect(await mail.delivery.deliver(id)).toBe('unreachable');
    expect((await row(id)).error).toMatch(/TLS|STARTTLS/);
    expect(smtp.mails).toHaveLength(0);
  });

  it('sends to international addresses', async () => {
    const mail = mailOf();
    await mail.delivery.deliver(await greet(mail, 'jürgen@example.org'));
    expect(smtp.mails.map(({ to }) => to)).toEqual([['jürgen@example.org']]);
  });
});

it('erases what old mails said, but not what is still to be sent', async () => {
  const mail = mailOf();
  const [sent, pending, young] = [await greet(mail), await greet(mail), await greet(mailOf(null))];
  await mail.delivery.deliver(sent!);
  await open.source.query(`UPDATE email_message SET created_at = now() - interval '31 days' WHERE id <> $1`, [
    young,
  ]);
  const erase = new EraseEmailsJob(open.transactions);
  expect(await erase.perform({ days: 30 })).toEqual({ erased: 1 });
  expect(await row(sent!)).toMatchObject({ text: null, html: null, status: 'sent' });
  expect((await row(pending!)).text).toBe('Hello Ada!\n');
  expect((await row(young!)).text).toBe('Hello Ada!\n');
});
