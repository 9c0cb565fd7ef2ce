import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { redis, startRedis, type TestRedis } from '../../../test/support/redis.js';
import { until } from '../../../test/support/until.js';
import { AppConfig } from '../config/app-config.js';
import { RedisAwayError } from './redis.errors.js';
import { problemsOf, RedisCheck } from './redis.check.js';
import { Redis } from './redis.service.js';

const connectTo = (redisUrl: string | null) => new Redis({ redisUrl } as AppConfig);

it('says what to set where none is configured', async () => {
  const none = connectTo(null);
  expect(none.configured).toBe(false);
  await expect(none.run((client) => client.ping())).rejects.toThrow('REDIS_URL is not set');
});

redis.describe('Redis', () => {
  let server: TestRedis;
  let connection: Redis;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    connection = connectTo(server.url);
  });
  afterEach(() => connection.onApplicationShutdown());

  const ping = (patience?: number) => connection.run((client) => client.ping(), patience);
  const answers = () =>
    ping().then(
      () => true,
      () => false,
    );

  it('connects with the first command, once for all who send one', async () => {
    expect(await Promise.all([ping(), ping(), ping()])).toEqual(['PONG', 'PONG', 'PONG']);
    expect(await connection.run((client) => client.dbSize())).toBe(0);
  });

  it('leaves no connection behind when it ends while it connects', async () => {
    const others = Array.from({ length: 5 }, () => connectTo(server.url));
    const pings = others.map((other) => other.run((client) => client.ping()).catch(() => undefined));
    for (const other of others) other.onApplicationShutdown();
    await Promise.all(pings);
    const connections = () => connection.run((client) => client.sendCommand<string>(['CLIENT', 'LIST']));
    // Sooner than a silent connection is given up anyway.
    await until(async () => (await connections()).trim().split('\n').length === 1, 3_000);
  });

  it('passes on what Redis says of a command', async () => {
    await expect(connection.run((client) => client.sendCommand(['NONSENSE']))).rejects.toThrow(
      /unknown command/,
    );
    expect(await ping()).toBe('PONG');
  });

  it('fails at once while the server is gone, and goes on when it is back', async () => {
    await ping();
    await server.kill();
    await until(async () => !(await answers()));
    const start = performance.now();
    for (let i = 0; i < 100; i++) await expect(ping()).rejects.toThrow(RedisAwayError);
    expect(performance.now() - start).toBeLessThan(500);
    await server.start();
    await until(answers);
  });

  it('does not wait for a server that was away from the beginning', async () => {
    await server.kill();
    await expect(ping()).rejects.toThrow(RedisAwayError);
    await server.start();
    await until(answers);
  });

  it('is looked at by `check`', async () => {
    const check = new RedisCheck(connection);
    expect(await check.find()).toEqual([]);
    await server.kill();
    await until(async () => (await check.find()).length > 0);
    expect(await check.find()).toMatchObject([
      { level: 'error', message: expect.stringContaining('REDIS_URL') },
    ]);
    await server.start();
    await until(async () => (await check.find()).length === 0);
    await connection.run((client) => client.configSet('maxmemory-policy', 'allkeys-lru'));
    expect(await check.find()).toMatchObject([
      { level: 'warning', hint: expect.stringContaining('noeviction') },
    ]);
    await connection.run((client) => client.configSet('maxmemory-policy', 'noeviction'));
  });

  it('does not wait for a server that hangs, and sends it nothing for a while', async () => {
    await connection.run((client) => client.sendCommand(['CLIENT', 'PAUSE', '1500', 'ALL']));
    await expect(ping(100)).rejects.toThrow('no answer within 100 ms');
    const start = performance.now();
    for (let i = 0; i < 100; i++) await expect(ping()).rejects.toThrow('did not answer in time just now');
    expect(performance.now() - start).toBeLessThan(500);
    await until(answers);
  });
});

describe('the check of a Redis', () => {
  it.each([
    ['5.0.7', 1],
    ['6.0.16', 1],
    ['6.2.0', 0],
    ['7.2.4', 0],
  ])('of version %s finds %d problems', (version, count) => {
    const info = `# Server\r\nredis_version:${version}\r\n# Memory\r\nmaxmemory_policy:noeviction\r\n`;
    expect(problemsOf(info)).toHaveLength(count);
  });
});
