import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { launchBrowser, Traffic } from './support/admin-browser.js';
import { AdminClient } from './support/admin-client.js';
import { startApp, type TestApp } from './support/app.js';
import { type CliResult, runCli } from './support/cli.js';
import { requireProgram } from './support/requirements.js';
import { startSmtp, type TestSmtp } from './support/smtp.js';
import { until } from './support/until.js';

describe('mail', () => {
  let smtp: TestSmtp;
  let app: TestApp;
  let sql: pg.Client;
  let admin: AdminClient;
  let mailing: NodeJS.ProcessEnv;
  beforeAll(async () => {
    smtp = await startSmtp();
    mailing = { SMTP_URL: smtp.url, MAIL_FROM: 'CV Improver <no-reply@example.org>' };
    app = await startApp({ env: mailing });
    sql = new pg.Client(app.databaseUrl);
    await sql.connect();
    admin = await AdminClient.enter(app);
  });
  afterAll(async () => {
    await sql?.end();
    await app?.stop();
    await smtp?.stop();
  });

  const test = (address: string, env: NodeJS.ProcessEnv = mailing): Promise<CliResult> =>
    runCli(['mail:test', address], { DATABASE_URL: app.databaseUrl, DATA_DIR: app.dataDir, ...env });
  const last = async () =>
    (await sql.query<Record<string, unknown>>('SELECT * FROM email_message ORDER BY id DESC LIMIT 1'))
      .rows[0]!;

  it('leaves through the SMTP server that is configured', async () => {
    const { code, stdout } = await test('ada@example.org');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^Sent as email_message \d+ through 127/),
    });
    await until(async () => (await last()).status === 'sent');
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]).toMatchObject({ from: 'no-reply@example.org', to: ['ada@example.org'] });
    expect(smtp.mails[0]!.source).toContain('Subject: Test mail of CV Improver');
  });

  it('waits while the server is away, says so, and leaves once it is back', async () => {
    const before = smtp.mails.length;
    await smtp.stop();
    const { code, stderr } = await test('ada@example.org');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/not sent \(pending\).*ECONNREFUSED/),
    });
    expect(await last()).toMatchObject({ status: 'pending', attempts: 1 });
    await smtp.start();
    await sql.query(`UPDATE email_message SET due_at = now() WHERE status = 'pending'`);
    await sql.query(`UPDATE periodic_task SET every_seconds = 1 WHERE job = 'retry-emails'`);
    await until(async () => (await last()).status === 'sent');
    expect(smtp.mails).toHaveLength(before + 1);
  });

  it.each(['nobody', 'a@example.org\nBcc: b@example.org'])('refuses the address %j', async (address) => {
    const { code, stderr } = await test(address);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('Send one email address') });
  });

  it('is kept where no server is configured, and can be sent from the admin later', async () => {
    const { code, stdout } = await test('grace@example.org', {});
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^Kept as email_message \d+/),
    });
    const { id, status } = await last();
    expect(status).toBe('kept');
    const list = await admin.get('/admin/api/resources/email_message/actions/list?filters.status=kept');
    expect(list.text).toContain('grace@example.org');
    const path = `/admin/api/resources/email_message/records/${String(id)}`;
    expect((await admin.save(`${path}/run?action=resend`, { values: {} })).status).toBe(200);
    await until(async () => (await last()).status === 'sent');
    expect(smtp.mails.at(-1)).toMatchObject({ to: ['grace@example.org'] });
    expect((await admin.get(`${path}/show`)).text).toContain('This mail was asked for');
  });

  const chromium = requireProgram('chromium');
  chromium.describe('in the admin', () => {
    it('is shown as it looks, and nothing in it runs or loads', async () => {
      const elsewhere = 'http://127.0.0.1:9/picture';
      await sql.query('UPDATE email_message SET html = $1', [
        `<h1>Dear Grace</h1><script>top.document.title = 'taken'</script><img src="${elsewhere}" onerror="top.location = '/'">`,
      ]);
      const { id } = await last();
      const browser = await launchBrowser(chromium.path);
      try {
        const traffic = new Traffic();
        const page = await (await browser.newContext()).newPage();
        traffic.watch(page);
        await page.context().addCookies(admin.browserCookies());
        await page.goto(`${app.url}/admin/resources/email_message/records/${String(id)}/show`);
        const frame = page.frameLocator('iframe[sandbox=""]');
        await frame.getByRole('heading', { name: 'Dear Grace' }).waitFor();
        expect(await page.title()).not.toBe('taken');
        expect([...traffic.hosts]).toEqual([new URL(app.url).host]);
      } finally {
        await browser.close();
      }
    });
  });

  it('says what it said to superusers only', async () => {
    const clerk = await AdminClient.enterAs(app, 'clerk', ['core.view_email_message']);
    const { id } = await last();
    const path = `/admin/api/resources/email_message/records/${String(id)}`;
    const { status, text } = await clerk.get(`${path}/show`);
    expect(status).toBe(200);
    expect(text).toContain('grace@example.org');
    expect(text).not.toContain('Dear Grace');
    expect((await clerk.save(`${path}/run?action=resend`, { values: {} })).status).toBe(403);
  });
});
