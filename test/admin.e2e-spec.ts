import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, logIn, Traffic } from './support/admin-browser.js';
import { api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { requireProgram } from './support/requirements.js';

const PASSWORD = 'a long enough password';
const chromium = requireProgram('chromium');

chromium.describe('the admin in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let database: pg.Client;
  const traffic = new Traffic();

  /** Registers someone as anybody may, then makes them what only the database can. */
  async function person(username: string, flags: string, permissions: string[] = []): Promise<void> {
    const account = { username, email: `${username}@mail.test`, password1: PASSWORD, password2: PASSWORD };
    expect((await api(app).post('/auth/registration', account)).status).toBe(201);
    await database.query(`UPDATE "user" SET ${flags} WHERE username = $1`, [username]);
    const given = await database.query(
      `INSERT INTO user_permission (user_id, permission_id)
       SELECT u.id, p.id FROM "user" u, permission p WHERE u.username = $1 AND p.codename = ANY($2)`,
      [username, permissions],
    );
    expect(given.rowCount).toBe(permissions.length);
  }

  const enter = (login: string): Promise<Page> =>
    logIn(browser, app.url, { login, password: PASSWORD }, traffic);
  /** Posts as a script of the page would; returns the status. */
  const post = (page: Page, path: string, fields: Record<string, string>): Promise<number> =>
    page.evaluate(
      async ([url, values]) => {
        const browser = globalThis as unknown as { document: { cookie: string } };
        const token = /XSRF-TOKEN=([^;]*)/.exec(browser.document.cookie)?.[1] ?? '';
        const sent = { headers: { 'x-xsrf-token': token }, body: new URLSearchParams(values) };
        return (await fetch(url, { method: 'POST', ...sent })).status;
      },
      [`/admin/api/resources/${path}`, fields] as const,
    );
  const sessionOf = async (page: Page) =>
    (await page.context().cookies()).find(({ name }) => name === 'admin_session')?.value;

  beforeAll(async () => {
    app = await startApp();
    database = new pg.Client({ connectionString: app.databaseUrl });
    await database.connect();
    await person('boss', 'is_staff = true, is_superuser = true');
    await person('customer', 'is_staff = false');
    browser = await launchBrowser(chromium.path);
  });

  afterAll(async () => {
    await browser?.close();
    await database?.end();
    await app?.stop();
  });

  it('lets staff in under a new session each time, and nobody else', async () => {
    const page = await enter('boss');
    await page.getByTestId('overview').waitFor();
    const first = await sessionOf(page);
    await page.goto(`${app.url}/admin/login`);
    await page.fill('[name=login]', 'boss@mail.test');
    await page.fill('[name=password]', PASSWORD);
    await page.click('button[type=submit]');
    await page.getByTestId('overview').waitFor();
    expect(await sessionOf(page)).not.toBe(first);

    const outside = await enter('customer');
    await outside.getByRole('alert').waitFor();
    expect(await sessionOf(outside)).toBeUndefined();
    const { rows } = await database.query<{ entry: string }>(
      `SELECT concat(label, ' ', action) AS entry FROM log_entry WHERE action LIKE 'login%' ORDER BY id`,
    );
    expect(rows.map(({ entry }) => entry)).toEqual(['boss login', 'boss login', 'customer login_failed']);
  });

  it('lists, filters, creates, edits and deletes plans', async () => {
    const page = await enter('boss');
    await page.getByTestId('entity-link').filter({ hasText: 'Plans' }).click();
    await page.getByRole('cell', { name: 'Premium', exact: true }).waitFor();

    await page.goto(`${app.url}/admin/resources/plan/actions/new`);
    await page.fill('[name=name]', 'Basic');
    const quotas = [
      'aiResponsesPerDay',
      'questionnairesPerDay',
      'uploadsPerDay',
      'apiCallsPerHour',
      'burstPerMinute',
    ];
    for (const quota of quotas) await page.fill(`[name=${quota}]`, '7');
    await page.getByTestId('button-save').click();
    await page.getByText('There is already one with this value.').waitFor();
    await page.fill('[name=name]', 'Team <b>100%</b>');
    await page.getByTestId('button-save').click();
    await page.getByRole('cell', { name: 'Team <b>100%</b>', exact: true }).waitFor();

    await page.getByTestId('filters-button').click();
    await page.getByTestId('filters').locator('[name=name]').fill('0%');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'Premium', exact: true }).waitFor({ state: 'detached' });
    expect(await page.locator('tbody tr').count()).toBe(1);

    await page.locator('tbody tr').click();
    await page.getByTestId('action-edit').click();
    await page.fill('[name=aiResponsesPerDay]', 'many');
    await page.getByTestId('button-save').click();
    await page.getByText('Enter a whole number.').waitFor();
    await page.fill('[name=aiResponsesPerDay]', '8');
    await page.fill('[name=features]', '["first", "second"]');
    await page.getByTestId('button-save').click();
    await page.waitForURL(/\/resources\/plan\/actions\/list/);
    const { rows } = await database.query(
      `SELECT ai_responses_per_day, features FROM plan WHERE name LIKE 'Team%'`,
    );
    expect(rows).toEqual([{ ai_responses_per_day: 8, features: ['first', 'second'] }]);

    await page.getByRole('cell', { name: 'Team <b>100%</b>', exact: true }).click();
    await page.getByTestId('action-delete').click();
    await page.getByTestId('confirm').click();
    await page.getByText('“Team <b>100%</b>” was deleted.').waitFor();
    expect((await database.query(`SELECT 1 FROM plan WHERE name LIKE 'Team%'`)).rowCount).toBe(0);
    const log = await database.query(`SELECT action FROM log_entry WHERE entity = 'plan' ORDER BY id`);
    expect(log.rows.map(({ action }) => action as string)).toEqual(['create', 'update', 'delete']);
  });

  it('follows a reference from row to row', async () => {
    const page = await enter('boss');
    await page.goto(`${app.url}/admin/resources/admin_session`);
    await page.locator('tbody').getByRole('link', { name: 'boss' }).first().click();
    await page.getByText('boss@mail.test').nth(1).waitFor();
    expect(page.url()).toMatch(/\/resources\/user\/records\/\d+\/show/);
  });

  it('shows a viewer only what may be viewed, and takes no write from one', async () => {
    await person('looker', 'is_staff = true', ['payments.view_plan']);
    const page = await enter('looker');
    await page.getByTestId('entity-link').first().waitFor();
    const links = await page.getByTestId('entity-link').allTextContents();
    expect(links).toEqual(['Plans']);
    await page.goto(`${app.url}/admin/resources/plan`);
    await page.getByRole('cell', { name: 'Premium', exact: true }).waitFor();
    expect(await page.getByText('Create new').count()).toBe(0);
    expect((await page.goto(`${app.url}/admin/resources/user`))?.status()).toBe(403);
    await page.goto(`${app.url}/admin/resources/plan`);
    expect(await post(page, 'plan/records/1/edit', { name: 'Taken over' })).toBe(403);
  });

  it('lets nobody rise by what they may do to people, nor look into the log', async () => {
    const reserved = ['user_group', 'user_permission', 'group_permission', 'group'];
    const permissions = reserved.flatMap((table) => [`users.view_${table}`, `users.add_${table}`]);
    const people = ['view', 'change', 'delete'].map((ability) => `users.${ability}_user`);
    await person('climber', 'is_staff = true', [...permissions, ...people, 'core.view_log_entry']);
    const page = await enter('climber');
    await page.getByTestId('entity-link').first().waitFor();
    const links = await page.getByTestId('entity-link').allTextContents();
    expect(links).toEqual(['Users']);
    for (const table of [...reserved, 'log_entry']) {
      expect((await page.goto(`${app.url}/admin/resources/${table}`))?.status()).toBe(403);
    }
    const idOf = async (username: string) =>
      (await database.query<{ id: string }>(`SELECT id FROM "user" WHERE username = $1`, [username])).rows[0]!
        .id;
    const [boss, customer] = [await idOf('boss'), await idOf('customer')];
    await page.goto(`${app.url}/admin/resources/user`);
    expect(await post(page, `user/records/${boss}/edit`, { isActive: 'false' })).toBe(403);
    expect(await post(page, `user/records/${boss}/delete`, {})).toBe(403);
    expect(await post(page, `user/records/${customer}/edit`, { firstName: 'Carla' })).toBe(200);
  });

  it('logs out', async () => {
    const page = await enter('boss');
    await page.getByText('boss@mail.test').waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.waitForURL(/\/admin\/login/);
    expect(await sessionOf(page)).toBeUndefined();
    await page.goto(`${app.url}/admin/resources/plan`);
    expect(page.url()).toContain('/admin/login?next=');
  });

  it('shows every entity: its list and its first row', async () => {
    const page = await enter('boss');
    await page.getByTestId('entity-link').first().waitFor();
    const links = await page.getByTestId('entity-link').all();
    const paths = await Promise.all(links.map((link) => link.getAttribute('href')));
    expect(paths.length).toBeGreaterThan(15);
    for (const path of paths) {
      await page.goto(`${app.url}${path}`);
      await page.locator('tbody tr').or(page.getByTestId('empty')).first().waitFor();
      const row = page.locator('tbody tr[data-id]').first();
      if ((await row.count()) === 0) continue;
      await row.click();
      await page.waitForURL(/\/records\/[^/]+\/show/);
      await page.locator('[data-testid^=value-]').first().waitFor();
    }
  });

  it('talked to no other host, met no error, and was told no secret', async () => {
    const { rows } = await database.query<{ password_hash: string }>('SELECT password_hash FROM "user"');
    expect(rows.length).toBeGreaterThan(1);
    // Ends the wait for bodies of requests that a page left behind when it went elsewhere.
    await browser.close();
    const told = await traffic.text();
    expect(told).toContain('boss@mail.test');
    for (const { password_hash: hash } of rows) expect(told).not.toContain(hash);
    expect(told).not.toContain('passwordHash');
    expect([...traffic.hosts]).toEqual([new URL(app.url).host]);
    expect(traffic.failures).toEqual([]);
  });
});
