import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AdminClient } from './support/admin-client.js';
import { api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { runCli } from './support/cli.js';
import { createTestDatabase } from './support/postgres.js';
import { redis, startRedis, type TestRedis } from './support/redis.js';
import { until } from './support/until.js';

const planNames = async (app: TestApp): Promise<string[]> => {
  const { status, body } = await api(app).get('/core/plans');
  expect(status).toBe(200);
  return (body as { name: string }[]).map(({ name }) => name);
};

/** What two processes on one database must do, whichever backend they share or do not share. */
function twoProcesses(env: () => NodeJS.ProcessEnv): void {
  let sql: pg.Client;
  let apps: TestApp[];
  beforeAll(async () => {
    const first = await startApp({ env: env() });
    apps = [first, await startApp({ env: env(), successorOf: first })];
    sql = new pg.Client(first.databaseUrl);
    await sql.connect();
  });
  afterAll(async () => {
    await sql?.end();
    for (const app of apps?.reverse() ?? []) await app.stop();
  });

  it('show a change of plans that neither of them made', async () => {
    for (const app of apps) expect(await planNames(app)).toContain('Basic');
    await sql.query(`UPDATE plan SET name = 'Starter' WHERE name = 'Basic'`);
    for (const app of apps) await until(async () => (await planNames(app)).includes('Starter'));
  });

  it('count for the dashboard once for all who look at it', async () => {
    const staff = await AdminClient.enter(apps[0]!);
    for (let look = 0; look < 3; look++) expect((await staff.get('/admin/api/dashboard')).status).toBe(200);
    const metrics = await (await fetch(`${apps[0]!.url}/metrics`)).text();
    expect(metrics).toMatch(/^cache_requests_total\{namespace="jobs-panel",outcome="hit"\} [1-9]/m);
  });

  it('let nobody use a permission that was withdrawn elsewhere', async () => {
    const staff = await AdminClient.enterAs(apps[0]!, 'clerk', ['payments.view_plan']);
    const list = '/admin/api/resources/plan/actions/list';
    expect((await staff.get(list)).status).toBe(200);
    await sql.query('DELETE FROM user_permission');
    await until(async () => (await staff.get(list)).status === 403);
  });
}

describe('two processes that remember in memory', () => {
  twoProcesses(() => ({}));
});

redis.describe('two processes that remember in Redis', () => {
  let server: TestRedis;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server?.close());
  twoProcesses(() => ({ REDIS_URL: server.url }));

  it('answer while Redis is away, and go on when it is back', async () => {
    const app = await startApp({ env: { REDIS_URL: server.url } });
    try {
      await planNames(app);
      await server.kill();
      const start = performance.now();
      for (let i = 0; i < 10; i++) expect(await planNames(app)).toHaveLength(4);
      expect(performance.now() - start).toBeLessThan(3_000);
      await server.start();
      expect(await planNames(app)).toHaveLength(4);
    } finally {
      await app.stop();
    }
  });
});

it('has a check for tables whose changes caches would not hear of', async () => {
  const database = await createTestDatabase();
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    await client.query('ALTER TABLE plan DISABLE TRIGGER plan_notify_change');
    const { stdout } = await runCli(['check', '--json'], { DATABASE_URL: database.url });
    expect((JSON.parse(stdout) as { findings: object[] }).findings).toContainEqual(
      expect.objectContaining({ id: 'cache.triggers', level: 'error' }),
    );
  } finally {
    await client.end();
    await database.drop();
  }
});
