import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AdminClient } from './support/admin-client.js';
import { type Answer, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { runCli } from './support/cli.js';
import { until } from './support/until.js';

const PER_ADDRESS = 40;
const BURST = 6;

/** Two processes on one database. Only the first has a proxy before it: us. */
let app: TestApp;
let second: TestApp;
let database: pg.Client;

beforeAll(async () => {
  const env = { RATE_LIMITS: 'on', RATE_LIMIT_PER_ADDRESS: String(PER_ADDRESS) };
  app = await startApp({ env: { ...env, TRUST_PROXY: '127.0.0.1/32' } });
  second = await startApp({ env, successorOf: app });
  database = new pg.Client(app.databaseUrl);
  await database.connect();
  await database.query(
    `UPDATE plan SET burst_per_minute = CASE name WHEN 'Free' THEN ${BURST} ELSE ${2 * BURST} END`,
  );
});
afterAll(async () => {
  await database.end();
  await second.stop();
  await app.stop();
});

const cli = (...args: string[]) => runCli(args, { DATABASE_URL: app.databaseUrl, DATA_DIR: app.dataDir });

/** As if the proxy before the first process had been asked from there. */
const from = (ip: string) => ({ headers: { 'x-forwarded-for': ip } });
/** From an address that nobody has asked from before: what asks again and again must not reach another limit. */
const fromAnywhere = () => from(`10.0.${addresses >> 8}.${addresses++ & 255}`);
let addresses = 0;
const numbers = ({ headers }: Answer) =>
  ['limit', 'remaining'].map((name) => Number(headers.get(`ratelimit-${name}`)));
const PLANS = '/core/plans';
const ME = '/auth/user';

/** What all processes have counted under a key. */
async function shared(key: string): Promise<number> {
  const { rows } = await database.query<{ points: number }>('SELECT points FROM rate_limit WHERE key = $1', [
    key,
  ]);
  return rows[0]?.points ?? 0;
}

/** Somebody new with the id that counts are kept under. */
async function newcomer(ip: string) {
  const username = `person-${ip}`;
  const password = 'Correct-horse-7';
  const account = { username, email: `${username}@example.com`, password1: password, password2: password };
  const { body } = await api(app).post('/auth/registration', account, from(ip));
  return {
    person: api(app).as(body.access),
    token: body.access as string,
    id: body.user.pk as number,
    username,
  };
}

describe('the limit of an address', () => {
  it('is told with every answer, and refuses what exceeds it', async () => {
    const ask = (path: string) => api(app).get(path, from('198.51.100.1'));
    const first = await ask(PLANS);
    expect(numbers(first)).toEqual([PER_ADDRESS, PER_ADDRESS - 1]);
    expect(Number(first.headers.get('ratelimit-reset'))).toBeLessThanOrEqual(60);
    expect(numbers(await ask('/no/such/page'))).toEqual([PER_ADDRESS, PER_ADDRESS - 2]);
    for (let count = 3; count <= PER_ADDRESS; count++) expect((await ask(PLANS)).status).toBe(200);

    const refused = await ask(PLANS);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests', status: 429 } });
    expect(refused.headers.get('content-type')).toMatch('application/problem+json');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const admin = await ask('/admin/login');
    expect([admin.status, Number(admin.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await api(app).get(PLANS, from('198.51.100.2'))).status).toBe(200);
  });

  it('is that of the network where an address of IPv6 is one of many', async () => {
    const left = async (ip: string) => numbers(await api(app).get(PLANS, from(ip)))[1];
    expect(await left('2001:db8:1:2::1')).toBe(PER_ADDRESS - 1);
    expect(await left('2001:db8:1:2:ffff::2')).toBe(PER_ADDRESS - 2);
    expect(await left('2001:db8:1:3::1')).toBe(PER_ADDRESS - 1);
  });

  it('cannot be escaped by claiming another one where no proxy is configured', async () => {
    const left = async (ip: string) => numbers(await api(second).get(PLANS, from(ip)))[1] ?? 0;
    const before = await left('192.0.2.1');
    expect(await left('192.0.2.2')).toBe(before - 1);
    expect(await left('192.0.2.3, 127.0.0.1')).toBe(before - 2);
  });

  it('is that of one client for whatever a proxy calls an address and is none', async () => {
    expect(numbers(await api(app).get(PLANS, from('unknown')))[1]).toBe(PER_ADDRESS - 1);
    expect(numbers(await api(app).get(PLANS, from(`'; DROP TABLE rate_limit; --`)))[1]).toBe(PER_ADDRESS - 2);
  });

  it('does not hold for those who ask whether the service is well, nor for the files of the admin', async () => {
    const health = await api(app).get('/health/live', from('198.51.100.1'));
    expect([health.status, health.headers.has('ratelimit-limit')]).toEqual([200, false]);
    const page = await api(app).get('/admin/login', from('198.51.100.3'));
    const asset = /\/admin\/assets\/[\w.-]+/.exec(String(page.body))?.[0] ?? '/admin/assets/none.js';
    expect((await api(app).get(asset, from('198.51.100.1'))).status).not.toBe(429);
  });
});

describe("the limits of a person's plan", () => {
  it('are told and refused as quotas are, and shared by all processes', async () => {
    const { person, token, id } = await newcomer('203.0.113.1');
    for (let count = 1; count <= BURST; count++) {
      const answer = await person.get(ME, from('203.0.113.1'));
      expect([answer.status, ...numbers(answer)]).toEqual([200, BURST, BURST - count]);
    }
    const refused = await person.get(ME, from('203.0.113.1'));
    expect(refused).toMatchObject({
      status: 429,
      body: {
        code: 'rate_limit_exceeded',
        limit_info: { limit: BURST, used: BURST, remaining: 0, current_plan: 'Free' },
        upgrade_suggestion: { recommended_plan: 'Basic' },
      },
    });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await person.get(ME, from('203.0.113.99'))).status).toBe(429);

    await until(async () => (await shared(`burst:${id}`)) === BURST);
    const elsewhere = async () => (await api(second).as(token).get(ME)).body.code;
    // It hears of what the first has counted when it exchanges what it counted itself.
    expect(await elsewhere()).toBeUndefined();
    await until(async () => (await shared(`burst:${id}`)) === BURST + 1);
    await until(async () => (await elsewhere()) === 'rate_limit_exceeded');
  });

  it('begin anew when an operator says so', async () => {
    const { person, id, username } = await newcomer('203.0.113.2');
    const ask = async () => (await person.get(ME, fromAnywhere())).status;
    await until(async () => (await ask()) === 429);
    await until(async () => (await shared(`burst:${id}`)) === BURST);
    const status = await cli('limits:status', '--user', username, '--json');
    expect(JSON.parse(status.stdout)).toContainEqual(
      expect.objectContaining({ limit: 'burst', subject: username, allowed: BURST }),
    );
    const trial = await cli('limits:reset', '--user', username, '--dry-run');
    expect(trial.stdout).toBe('2 counts would be forgotten. Nothing was changed.\n');
    expect(await ask()).toBe(429);
    expect((await cli('limits:reset', '--user', username)).stdout).toBe('Forgot 2 counts.\n');
    await until(async () => (await ask()) === 200);
  });

  it('follow the plan at once when staff give another one', async () => {
    const { person, id } = await newcomer('203.0.113.3');
    const left = async () => numbers(await person.get(ME, from('203.0.113.3')));
    expect((await left())[0]).toBe(BURST);
    const admin = await AdminClient.enter(app, fromAnywhere().headers);
    const { rows } = await database.query<{ id: string }>(`SELECT id FROM plan WHERE name = 'Basic'`);
    const grant = { userId: String(id), planId: rows[0]?.id ?? '', reason: 'a test' };
    const answer = await admin.post('/admin/api/resources/plan_grant/actions/new', grant);
    expect(answer.status).toBe(200);
    expect((await left())[0]).toBe(2 * BURST);
  });
});

describe('a database that cannot take the counts', () => {
  it('costs nothing but the sharing, is logged once, and gets them later', async () => {
    const ask = () => api(app).get(PLANS, from('198.51.100.50'));
    const complaints = () => app.logs().split('the store of limits is away').length - 1;
    await database.query('ALTER TABLE rate_limit RENAME TO rate_limit_away');
    await until(async () => {
      expect((await api(app).get(PLANS, fromAnywhere())).status).toBe(200);
      return complaints() > 0;
    });
    for (let count = 1; count <= PER_ADDRESS; count++) await ask();
    expect((await ask()).status).toBe(429);
    expect(complaints()).toBe(1);
    await database.query('ALTER TABLE rate_limit_away RENAME TO rate_limit');
    await until(async () => (await shared('address:198.51.100.50')) === PER_ADDRESS);
  });
});

describe('a blocked network', () => {
  const statuses = async (ip: string): Promise<number[]> => [
    (await api(app).get(PLANS, from(ip))).status,
    (await api(second).get(PLANS, from(ip))).status,
  ];

  it('gets no answer from any process until it is unblocked, and no other one is hit', async () => {
    const blocked = await cli(
      'limits:block-ip',
      '203.0.113.64/26',
      '--reason',
      'scans',
      '--for',
      '2h',
      '--json',
    );
    expect(JSON.parse(blocked.stdout)).toMatchObject({ network: '203.0.113.64/26', reason: 'scans' });
    await database.query(`INSERT INTO ip_block (network) VALUES ('127.0.0.1')`);
    await until(async () => (await statuses('203.0.113.70')).every((status) => status === 403));
    const refused = await api(app).get(PLANS, from('203.0.113.70'));
    expect(refused.body).toMatchObject({ code: 'address_blocked' });
    expect(JSON.stringify(refused.body)).not.toContain('scans');
    expect((await api(app).get('/admin/login', from('203.0.113.70'))).status).toBe(403);
    expect((await api(app).get(PLANS, from('203.0.113.63'))).status).toBe(200);
    expect((await api(second).get('/health/ready')).status).toBe(200);

    const list = await cli('limits:list-blocked', '--json');
    expect(JSON.parse(list.stdout).map(({ network }: { network: string }) => network)).toEqual([
      '127.0.0.1/32',
      '203.0.113.64/26',
    ]);
    const part = await cli('limits:unblock-ip', '203.0.113.70');
    expect(part).toMatchObject({
      code: 1,
      stderr: '203.0.113.70 is blocked as a part of 203.0.113.64/26.\n',
    });
    const whole = await cli('limits:unblock-ip', '203.0.113.64/26');
    expect(whole.stdout).toBe('203.0.113.64/26 is not blocked any more.\n');
    await database.query('DELETE FROM ip_block');
    await until(async () => (await api(app).get(PLANS)).status !== 403);
    await until(async () => (await statuses('203.0.113.70')).every((status) => status !== 403));
    const { rows } = await database.query(`SELECT action, label FROM log_entry WHERE entity = 'ip_block'`);
    expect(rows).toHaveLength(2);
  });

  it('can be made in the admin, which refuses what is no network', async () => {
    const admin = await AdminClient.enter(app, fromAnywhere().headers);
    const save = (network: string) =>
      admin.post('/admin/api/resources/ip_block/actions/new', { network, reason: 'made by staff' });
    expect((await save('203.0.113.7/8')).text).toMatch(/validation_error/);
    expect((await save('203.0.113.210')).status).toBe(200);
    await until(async () => (await api(app).get(PLANS, from('203.0.113.210'))).status === 403);
    const { rows } = await database.query('SELECT network::text FROM ip_block');
    expect(rows).toEqual([{ network: '203.0.113.210/32' }]);
  });

  it('is answered again when its time is over', async () => {
    await database.query(`INSERT INTO ip_block (network, created_at, expires_at)
      VALUES ('203.0.113.200/32', now() - interval '1 hour', now() - interval '1 second')`);
    await database.query(`INSERT INTO ip_block (network) VALUES ('203.0.113.201')`);
    await until(async () => (await api(app).get(PLANS, from('203.0.113.201'))).status === 403);
    expect((await api(app).get(PLANS, from('203.0.113.200'))).status).toBe(200);
  });

  it.each([
    ['203.0.113.7/8', 'is no address and no network'],
    ['::/0', 'is too wide'],
  ])('cannot be %s', async (network, problem) => {
    const answer = await cli('limits:block-ip', network, '--reason', 'a slip');
    expect(answer).toMatchObject({ code: 2, stderr: expect.stringContaining(problem) });
  });
});
