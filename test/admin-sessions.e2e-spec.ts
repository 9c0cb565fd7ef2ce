import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, logIn, Traffic } from './support/admin-browser.js';
import { api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { requireProgram } from './support/requirements.js';

const PASSWORD = 'a long enough password';
const chromium = requireProgram('chromium');

chromium.describe('a session that ends in the middle of work', () => {
  let app: TestApp;
  let browser: Browser;
  let database: pg.Client;
  const traffic = new Traffic();

  const enter = async (login: string): Promise<Page> => {
    const page = await logIn(browser, app.url, { login, password: PASSWORD }, traffic);
    await page.getByTestId('overview').waitFor();
    return page;
  };
  const logInAgain = async (page: Page, login: string): Promise<void> => {
    await page.waitForURL(/\/admin\/login\?next=/);
    await page.fill('[name=login]', login);
    await page.fill('[name=password]', PASSWORD);
    await page.click('button[type=submit]');
  };
  const expire = () => database.query(`UPDATE admin_session SET expires_at = now() - interval '1 second'`);

  beforeAll(async () => {
    app = await startApp();
    database = new pg.Client({ connectionString: app.databaseUrl });
    await database.connect();
    for (const username of ['boss', 'deputy']) {
      const account = { username, email: `${username}@mail.test`, password1: PASSWORD, password2: PASSWORD };
      expect((await api(app).post('/auth/registration', account)).status).toBe(201);
    }
    await database.query(`UPDATE "user" SET is_staff = true, is_superuser = true`);
    browser = await launchBrowser(chromium.path);
  });

  afterAll(async () => {
    await browser?.close();
    await database?.end();
    await app?.stop();
  });

  it('#63 leads to the login and back into the form, with what was typed', async () => {
    const page = await enter('boss');
    await page.goto(`${app.url}/admin/resources/setting/actions/new`);
    await page.fill('[name=key]', 'opening.hours');
    await page.fill('[name=description]', 'Typed before the session ended, <b>all</b> of it.');
    await expire();
    await page.getByTestId('button-save').click();
    await logInAgain(page, 'boss');
    await page.waitForURL(/\/resources\/setting\/actions\/new/);
    await page.locator('[name=key]').waitFor();
    expect(await page.inputValue('[name=key]')).toBe('opening.hours');
    expect(await page.inputValue('[name=description]')).toBe(
      'Typed before the session ended, <b>all</b> of it.',
    );
    await page.fill('[name=value]', '"9 to 5"');
    await page.getByTestId('button-save').click();
    await page.getByText('“opening.hours” was created.').waitFor();
  });

  it('#63 keeps what was typed from the next person at the same browser', async () => {
    const page = await enter('boss');
    await page.goto(`${app.url}/admin/resources/setting/actions/new`);
    await page.fill('[name=key]', 'of the boss');
    await expire();
    await page.getByTestId('button-save').click();
    await logInAgain(page, 'deputy');
    await page.waitForURL(/\/resources\/setting\/actions\/new/);
    await page.locator('[name=key]').waitFor();
    expect(await page.inputValue('[name=key]')).toBe('');
  });

  it('#63 leads from a confirmation to the login and back to the same address', async () => {
    const page = await enter('boss');
    const { rows } = await database.query<{ id: string }>(`SELECT id FROM "user" WHERE username = 'deputy'`);
    const address = `${app.url}/admin/resources/user/records/${rows[0]!.id}/run?action=endSessions`;
    await page.goto(address);
    await page.getByTestId('run').waitFor();
    await expire();
    await page.getByTestId('run').click();
    await logInAgain(page, 'boss');
    await page.getByTestId('run').waitFor();
    expect(page.url()).toBe(address);
  });

  it('#62 ends at once when the account is deactivated, and no page shows anything more', async () => {
    const page = await enter('deputy');
    // What the page still loads would lead it to the login by itself.
    await page.getByTestId('recent-actions').waitFor();
    await database.query(`UPDATE "user" SET is_active = false WHERE username = 'deputy'`);
    await page.goto(`${app.url}/admin/resources/user`);
    expect(page.url()).toContain('/admin/login');
    await logInAgain(page, 'deputy');
    await page.getByRole('alert').waitFor();
    await database.query(`UPDATE "user" SET is_active = true WHERE username = 'deputy'`);
  });

  it('#61 #62 logs out by a POST that carries the token; another person gets another session', async () => {
    const page = await enter('boss');
    const posted = page.waitForRequest((request) => request.url().endsWith('/admin/logout'));
    await page.getByRole('button', { name: 'Log out' }).click();
    const request = await posted;
    expect(request.method()).toBe('POST');
    expect(request.headers()['x-xsrf-token']).toMatch(/^[\w-]{43}$/);
    await page.waitForURL(/\/admin\/login/);
    const names = (await page.context().cookies()).map(({ name }) => name);
    expect(names).not.toContain('admin_session');
  });

  it('met no error', () => {
    expect(traffic.failures).toEqual([]);
  });
});

it('#62 cookies of a service behind HTTPS are sent over HTTPS only, and to its own pages only', async () => {
  const app = await startApp({ env: { BACKEND_URL: 'https://cv.example' } });
  try {
    const account = { username: 'boss', email: 'boss@mail.test', password1: PASSWORD, password2: PASSWORD };
    await api(app).post('/auth/registration', account);
    const database = new pg.Client({ connectionString: app.databaseUrl });
    await database.connect();
    await database.query(`UPDATE "user" SET is_staff = true, is_superuser = true`);
    await database.end();
    const form = await fetch(`${app.url}/admin/login`);
    const [cookie = ''] = form.headers.getSetCookie();
    expect(cookie).toMatch(/^admin_login=[^;]+; Path=\/admin; HttpOnly; Secure; SameSite=Strict$/);
    const token = /name="token" value="([^"]*)"/.exec(await form.text())?.[1] ?? '';
    const answer = await fetch(`${app.url}/admin/login`, {
      ...{ method: 'POST', redirect: 'manual' },
      headers: { cookie: cookie.split(';')[0]!, origin: 'https://cv.example' },
      body: new URLSearchParams({ token, login: 'boss', password: PASSWORD, next: '/admin' }),
    });
    expect(answer.status).toBe(303);
    const set = answer.headers.getSetCookie();
    expect(set.find((line) => line.startsWith('admin_session='))).toMatch(
      /^admin_session=[\w-]{43}; Path=\/admin; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(set.find((line) => line.startsWith('XSRF-TOKEN='))).toMatch(/; Secure; SameSite=Strict$/);
  } finally {
    await app.stop();
  }
});
