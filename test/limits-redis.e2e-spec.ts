import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { runCli } from './support/cli.js';
import { redis, startRedis, type TestRedis } from './support/redis.js';
import { until } from './support/until.js';

const BURST = 8;
const PASSWORD = 'Correct-horse-7';
const ME = '/auth/user';

redis.describe('limits in Redis', () => {
  let server: TestRedis;
  let app: TestApp;
  let second: TestApp;
  let token: string;
  beforeAll(async () => {
    server = await startRedis();
    const env = { RATE_LIMITS: 'on', REDIS_URL: server.url };
    app = await startApp({ env });
    second = await startApp({ env, successorOf: app });
    const database = new pg.Client(app.databaseUrl);
    await database.connect();
    await database.query(`UPDATE plan SET burst_per_minute = ${BURST}`);
    await database.end();
    const account = { username: 'ann', email: 'ann@example.com', password1: PASSWORD, password2: PASSWORD };
    token = (await api(app).post('/auth/registration', account)).body.access as string;
  });
  afterAll(async () => {
    await second.stop();
    await app.stop();
    await server.close();
  });

  const statusAt = async (at: TestApp) => (await api(at).as(token).get(ME)).status;
  const logIn = async (at: TestApp) =>
    (await api(at).post('/auth/login', { username: 'nobody', password: 'wrong' })).status;
  const cli = (...args: string[]) =>
    runCli(args, { DATABASE_URL: app.databaseUrl, DATA_DIR: app.dataDir, REDIS_URL: server.url });
  const counted = async () => {
    const { stdout } = await cli('limits:status', '--user', 'ann', '--json');
    return JSON.parse(stdout) as { limit: string; subject: string; used: number; allowed: number }[];
  };

  it('are shared by all processes, and told and forgotten by the commands', async () => {
    for (let count = 1; count <= BURST; count++) expect(await statusAt(app)).toBe(200);
    expect(await statusAt(app)).toBe(429);
    await until(async () => (await statusAt(second)) === 429);
    expect(await counted()).toContainEqual(
      expect.objectContaining({ limit: 'burst', subject: 'ann', allowed: BURST }),
    );
    const reset = await cli('limits:reset', '--user', 'ann');
    expect(reset).toMatchObject({ code: 0, stdout: 'Forgot 2 counts.\n' });
    await until(async () => (await statusAt(app)) === 200);
  });

  it('count failed logins exactly, over all processes and for what comes at once', async () => {
    const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => logIn(n % 2 ? app : second)));
    expect(answers.filter((status) => status === 401)).toHaveLength(10);
    expect(answers.filter((status) => status === 429)).toHaveLength(14);
  });

  it('hold in each process by itself while Redis is away, and no request waits for it', async () => {
    const health = () => api(app).get('/core/health');
    expect((await health()).body.services).toEqual({ db: 'healthy', redis: 'healthy', openai: 'skipped' });
    await server.kill();
    await until(async () => (await health()).body.services.redis === 'unhealthy');
    expect((await health()).status).toBe(503);
    expect((await api(app).get('/health/ready')).status).toBe(200);

    const start = performance.now();
    for (let attempt = 1; attempt <= 10; attempt++) expect(await logIn(app)).toBe(401);
    expect(await logIn(app)).toBe(429);
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(app.logs().split('the store of limits is away').length - 1).toBe(1);

    const command = await cli('limits:status');
    expect(command).toMatchObject({ code: 1, stderr: expect.stringContaining('Redis is away') });
    expect(command.stderr).not.toMatch(/^ +at /m);

    await server.start();
    await until(async () => (await health()).status === 200);
    // What Redis held in memory is gone with it: counting begins anew.
    expect(await logIn(second)).toBe(401);
  });
});
