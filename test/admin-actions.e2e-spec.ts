import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, logIn, Traffic } from './support/admin-browser.js';
import { api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { requireProgram } from './support/requirements.js';

const PASSWORD = 'a long enough password';
const CHOSEN = 'chosen by the administrator';
const chromium = requireProgram('chromium');

chromium.describe('actions on people', () => {
  let app: TestApp;
  let browser: Browser;
  let database: pg.Client;
  let boss: Page;
  const traffic = new Traffic();
  const ids = new Map<string, string>();

  async function person(username: string, flags: string, permissions: string[] = []): Promise<void> {
    const account = { username, email: `${username}@mail.test`, password1: PASSWORD, password2: PASSWORD };
    expect((await api(app).post('/auth/registration', account)).status).toBe(201);
    const { rows } = await database.query<{ id: string }>(
      `UPDATE "user" SET ${flags} WHERE username = $1 RETURNING id`,
      [username],
    );
    ids.set(username, rows[0]!.id);
    await database.query(
      `INSERT INTO user_permission (user_id, permission_id) SELECT $1, id FROM permission WHERE codename = ANY($2)`,
      [rows[0]!.id, permissions],
    );
  }

  const enter = (login: string, password = PASSWORD): Promise<Page> =>
    logIn(browser, app.url, { login, password }, traffic);
  /** Posts as a script of the page would. */
  const post = (page: Page, path: string, body: object): Promise<{ status: number; text: string }> =>
    page.evaluate(
      async ([url, sent]) => {
        const { document } = globalThis as unknown as { document: { cookie: string } };
        const token = /XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';
        const headers = { 'x-xsrf-token': token, 'content-type': 'application/json' };
        const answer = await fetch(url, { method: 'POST', headers, body: sent });
        return { status: answer.status, text: await answer.text() };
      },
      [`/admin/api/resources/user/${path}`, JSON.stringify(body)] as const,
    );
  const setPassword = (page: Page, username: string, password: unknown) =>
    post(page, `records/${ids.get(username)}/run?action=setPassword`, { values: { password } });
  const statusOfLogin = async (login: string, password: string) =>
    (await api(app).post('/auth/login', { username: login, password })).status;

  beforeAll(async () => {
    app = await startApp();
    database = new pg.Client({ connectionString: app.databaseUrl });
    await database.connect();
    await person('boss', 'is_staff = true, is_superuser = true');
    await person('helper', 'is_staff = true', ['users.view_user', 'users.change_user']);
    await person('looker', 'is_staff = true', ['users.view_user']);
    await person('customer', 'is_staff = false');
    browser = await launchBrowser(chromium.path);
    boss = await enter('boss');
    await boss.getByTestId('overview').waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await database?.end();
    await app?.stop();
  });

  it('#58 sets a password in a form that holds to the rules, ends the sessions and never tells the hash', async () => {
    const helper = await enter('helper');
    await helper.getByTestId('overview').waitFor();
    await boss.goto(`${app.url}/admin/resources/user/records/${ids.get('helper')}/run?action=setPassword`);
    await boss.getByRole('heading', { name: 'Set password: “helper”' }).waitFor();
    expect(await boss.locator('[name=password]').getAttribute('type')).toBe('password');
    await boss.getByTestId('run').click();
    await boss.locator('#action-password-note', { hasText: 'This field is required.' }).waitFor();
    await boss.fill('[name=password]', 'helper1');
    await boss.getByTestId('run').click();
    await boss.locator('#action-password-note', { hasText: 'Use at least 8 characters.' }).waitFor();
    expect(await boss.inputValue('[name=password]')).toBe('helper1');
    await boss.fill('[name=password]', CHOSEN);
    await boss.getByTestId('run').click();
    await boss.getByText('The password was set').waitFor();

    expect((await helper.goto(`${app.url}/admin/resources/user`))?.url()).toContain('/admin/login');
    const open = `SELECT count(*)::int AS count FROM refresh_session WHERE user_id = $1 AND revoked_at IS NULL`;
    expect((await database.query(open, [ids.get('helper')])).rows).toEqual([{ count: 0 }]);
    expect(await statusOfLogin('helper', PASSWORD)).toBe(401);
    expect(await statusOfLogin('helper', CHOSEN)).toBe(200);

    const history = await boss.goto(`${app.url}/admin/resources/user/records/${ids.get('helper')}/history`);
    expect(history?.status()).toBe(200);
    await boss.getByText('ran “Set password”').waitFor();
    const { rows } = await database.query(`SELECT diff::text FROM log_entry WHERE entity_id = $1`, [
      ids.get('helper'),
    ]);
    expect(JSON.stringify(rows)).not.toContain(CHOSEN);
  });

  it('#58 lets nobody set the password of those who may do more', async () => {
    const helper = await enter('helper', CHOSEN);
    await helper.getByTestId('overview').waitFor();
    expect((await setPassword(helper, 'boss', CHOSEN)).status).toBe(403);
    expect((await setPassword(helper, 'looker', CHOSEN)).status).toBe(403);
    expect((await setPassword(helper, 'customer', CHOSEN)).status).toBe(200);
    expect(await statusOfLogin('customer', CHOSEN)).toBe(200);
    const looker = await enter('looker');
    await looker.getByTestId('overview').waitFor();
    expect((await setPassword(looker, 'customer', CHOSEN)).status).toBe(403);
    expect(
      (await looker.goto(`${app.url}/admin/api/resources/user/records/1/run?action=setPassword`))?.status(),
    ).toBe(403);
  });

  it('#18 runs on a selection once that is confirmed: on all of it or none', async () => {
    const run = (page: Page, body: object) => post(page, 'bulk/bulkRun?action=endSessions', body);
    const both = [ids.get('customer'), ids.get('looker')];
    const shown = await run(boss, { ids: both });
    expect(JSON.parse(shown.text)).toMatchObject({
      action: { name: 'endSessions', label: 'End sessions', group: 'Account' },
      ...{
        label: 'Users',
        title: null,
        count: 2,
        fields: [],
        confirm: expect.stringContaining('logs the account out'),
      },
    });
    const open = `SELECT count(*)::int AS count FROM admin_session WHERE user_id = ANY ($1)`;
    expect((await database.query(open, [both])).rows).toEqual([{ count: 1 }]);
    const missing = await run(boss, { ids: [...both, '4711'], confirmed: true });
    expect(missing.status).toBe(404);
    expect((await database.query(open, [both])).rows).toEqual([{ count: 1 }]);
    const done = await run(boss, { ids: both, confirmed: true });
    expect(JSON.parse(done.text)).toMatchObject({ count: 2, notice: { type: 'success' } });
    expect((await database.query(open, [both])).rows).toEqual([{ count: 0 }]);
  });

  it.each([
    ['an action that nobody declared', 'run?action=nothing', {}, 404],
    ['a name out of a prototype', 'run?action=constructor', {}, 404],
    ['a value of another kind', 'run?action=setPassword', { values: { password: { a: 1 } } }, 422],
    ['no values', 'run?action=setPassword', { values: 'x' }, 422],
    [
      'a password of a megabyte',
      'run?action=setPassword',
      { values: { password: 'x'.repeat(1_000_000) } },
      400,
    ],
  ])('refuses %s', async (_what, path, body, status) => {
    expect((await post(boss, `records/${ids.get('customer')}/${path}`, body)).status).toBe(status);
  });

  it('refuses an action for one row on a selection', async () => {
    const answer = await post(boss, 'bulk/bulkRun?action=setPassword', { ids: [ids.get('customer')] });
    expect(answer.status).toBe(404);
  });

  it('met no error, and was told no hash', async () => {
    const { rows } = await database.query<{ password_hash: string }>('SELECT password_hash FROM "user"');
    await browser.close();
    const told = await traffic.text();
    for (const { password_hash: hash } of rows) expect(told).not.toContain(hash);
    expect(traffic.failures).toEqual([]);
  });
});
