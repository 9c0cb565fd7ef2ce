import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Answer, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';

const PASSWORD = 'Correct-horse-7';

/** Two processes behind one proxy, on one database. */
let app: TestApp;
let second: TestApp;
let database: pg.Client;

beforeAll(async () => {
  const env = { TRUST_PROXY: '127.0.0.1/32' };
  app = await startApp({ env });
  second = await startApp({ env, successorOf: app });
  database = new pg.Client(app.databaseUrl);
  await database.connect();
  for (const username of ['ann', 'bea', 'cleo']) {
    const account = { username, email: `${username}@example.com`, password1: PASSWORD, password2: PASSWORD };
    expect((await api(app).post('/auth/registration', account)).status).toBe(201);
  }
});
afterAll(async () => {
  await database.end();
  await second.stop();
  await app.stop();
});

/** Logs in to the API as a browser at an address would. */
async function logIn(at: TestApp, ip: string, username: string, password: string): Promise<Answer> {
  return api(at).post('/auth/login', { username, password }, { headers: { 'x-forwarded-for': ip } });
}

/** Sends the admin's login form. */
async function enterAdmin(at: TestApp, ip: string, login: string, password: string): Promise<number> {
  const headers = { 'x-forwarded-for': ip };
  const page = await fetch(`${at.url}/admin/login`, { headers });
  const token = /name="token" value="([^"]*)"/.exec(await page.text())?.[1] ?? '';
  const cookie = page.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
  const answer = await fetch(`${at.url}/admin/login`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...headers, cookie: cookie.join('; '), origin: at.url },
    body: new URLSearchParams({ token, login, password, next: '/admin' }),
  });
  return answer.status;
}

describe('the throttle of logins', () => {
  it('#60 counts one account from one address in all processes, for the API and the admin together', async () => {
    for (let failure = 0; failure < 4; failure++) {
      expect((await logIn(app, '203.0.113.1', 'ann', 'wrong')).status).toBe(401);
      expect((await logIn(second, '203.0.113.1', ' ANN', 'wrong')).status).toBe(401);
    }
    expect(await enterAdmin(app, '203.0.113.1', 'ann', 'wrong')).toBe(401);
    expect(await enterAdmin(second, '203.0.113.1', 'ann', 'wrong')).toBe(401);

    const refused = await logIn(second, '203.0.113.1', 'ann', PASSWORD);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(14 * 60);
    expect(wait).toBeLessThanOrEqual(15 * 60);
    expect(await enterAdmin(app, '203.0.113.1', 'ann', PASSWORD)).toBe(429);
  });

  it('#60 holds for attempts sent at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, n) => logIn(n % 2 ? app : second, '203.0.113.2', 'nobody', 'wrong')),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(14);
  });

  it('#60 never refuses an owner for what strangers do, not even while they do it from everywhere', async () => {
    expect((await logIn(app, '203.0.113.3', 'ann', PASSWORD)).status).toBe(200);
    // Ten strangers, each as often as they may.
    for (let stranger = 1; stranger <= 10; stranger++) {
      const guesses = Array.from({ length: 10 }, () => logIn(app, `198.51.100.${stranger}`, 'bea', 'guess'));
      for (const { status } of await Promise.all(guesses)) expect(status).toBe(401);
    }
    // From now on a new address has one guess.
    expect((await logIn(app, '198.51.100.11', 'bea', 'guess')).status).toBe(401);
    expect((await logIn(app, '198.51.100.11', 'bea', 'guess')).status).toBe(429);
    expect((await logIn(second, '203.0.113.4', 'bea', PASSWORD)).status).toBe(200);
    expect((await logIn(second, '203.0.113.4', 'bea', PASSWORD)).status).toBe(200);
  });

  it('#60 forgets what an owner mistyped, and counts an address over all accounts', async () => {
    for (let failure = 0; failure < 9; failure++) await logIn(app, '203.0.113.5', 'cleo', 'wrong');
    expect((await logIn(app, '203.0.113.5', 'cleo', PASSWORD)).status).toBe(200);
    expect((await logIn(app, '203.0.113.5', 'cleo', 'wrong')).status).toBe(401);
    expect((await logIn(app, '203.0.113.5', 'cleo', PASSWORD)).status).toBe(200);
    const counts = await database.query<{ points: number }>(
      `SELECT points FROM rate_limit WHERE key = 'login-address:203.0.113.5'`,
    );
    expect(counts.rows[0]?.points).toBe(10);
    await database.query(`UPDATE rate_limit SET points = 200 WHERE key = 'login-address:203.0.113.5'`);
    expect((await logIn(second, '203.0.113.5', 'cleo', PASSWORD)).status).toBe(429);
    expect((await logIn(second, '203.0.113.6', 'cleo', PASSWORD)).status).toBe(200);
  });

  it('keeps nothing of what was typed, and lets in again when the window is over', async () => {
    await logIn(app, '203.0.113.7', PASSWORD, 'typed into the wrong field');
    const { rows } = await database.query<{ key: string }>('SELECT key FROM rate_limit');
    expect(rows.length).toBeGreaterThan(5);
    expect(JSON.stringify(rows)).not.toMatch(/ann|bea|cleo|correct-horse/i);
    await database.query('UPDATE rate_limit SET expire = 0');
    expect((await logIn(app, '203.0.113.1', 'ann', PASSWORD)).status).toBe(200);
  });
});
