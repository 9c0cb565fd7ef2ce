import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { openCache } from '../../../test/support/cache.js';
import { cacheContract, openCacheDatabase } from '../../../test/support/cache-contract.js';
import type { OpenTransactions } from '../../../test/support/open-transactions.js';
import { redis, startRedis, type TestRedis } from '../../../test/support/redis.js';
import { until } from '../../../test/support/until.js';
import type { AppConfig } from '../config/app-config.js';
import { Redis } from '../redis/redis.service.js';
import { Setting } from '../settings/setting.entity.js';
import { CacheStatistics } from './cache-statistics.js';
import { EntityChanges } from './entity-changes.service.js';
import { RedisBackend } from './redis.backend.js';

const HOUR_MS = 3_600_000;

let open: OpenTransactions;
beforeAll(async () => {
  open = await openCacheDatabase();
});
afterAll(() => open.close());

redis.describe('Cache in Redis', () => {
  let server: TestRedis;
  const connections: Redis[] = [];
  const connect = (): Redis => {
    const connection = new Redis({ redisUrl: server.url } as AppConfig);
    connections.push(connection);
    return connection;
  };
  beforeAll(async () => {
    server = await startRedis();
  });
  afterEach(() => {
    for (const connection of connections.splice(0)) connection.onApplicationShutdown();
  });
  afterAll(() => server.close());

  cacheContract(
    () => open,
    () => new RedisBackend(connect()),
  );

  /** A process of its own as far as the cache knows. */
  const process = () => {
    const changes = new EntityChanges(open.source, open.transactions);
    const statistics = new CacheStatistics();
    const cache = openCache(open, changes, new RedisBackend(connect()), statistics);
    return { changes, statistics, cache };
  };

  it('has one producer over all processes, and the others wait for what it makes', async () => {
    const processes = Array.from({ length: 4 }, process);
    let produced = 0;
    const asked = processes.flatMap(({ cache }) => {
      const values = cache.namespace<string>({ name: 'stampede', ttl: HOUR_MS });
      return Array.from({ length: 5 }, () =>
        values.getOrSet('a', async () => {
          return `made ${++produced} times`;
        }),
      );
    });
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['made 1 times']));
  });

  it('does not wait for ever for a process that died while it produced', async () => {
    const [dead, alive] = [process(), process()];
    void dead.cache
      .namespace<string>({ name: 'abandoned', ttl: HOUR_MS })
      .getOrSet('a', () => new Promise(() => undefined));
    const values = alive.cache.namespace<string>({ name: 'abandoned', ttl: HOUR_MS });
    await until(async () => (await lockOf('abandoned')) !== null);
    expect(await values.getOrSet('a', async () => 'made here')).toBe('made here');
  });

  const lockOf = (name: string) =>
    connections[0]!.run((client) => client.get(`cv-improver:cache-lock:${name}::a`));

  it('lets values of one kind end at different times, none after its time to live', async () => {
    const values = process().cache.namespace<number>({ name: 'jitter', ttl: HOUR_MS });
    for (let i = 0; i < 20; i++) await values.getOrSet(String(i), async () => i);
    const ends = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        connections[0]!.run((client) => client.pTTL(`cv-improver:cache:jitter:${i}`)),
      ),
    );
    expect(Math.max(...ends)).toBeLessThanOrEqual(HOUR_MS);
    expect(Math.min(...ends)).toBeGreaterThan(0.89 * HOUR_MS);
    expect(Math.max(...ends) - Math.min(...ends)).toBeGreaterThan(0.01 * HOUR_MS);
  });

  it('is done without while Redis is away or hangs, within bounds and counted', async () => {
    const { cache, statistics } = process();
    const values = cache.namespace<number>({ name: 'away', ttl: HOUR_MS });
    let produced = 0;
    const ask = () => values.getOrSet('a', async () => ++produced);
    expect([await ask(), await ask()]).toEqual([1, 1]);
    await connections[0]!.run((client) => client.sendCommand(['CLIENT', 'PAUSE', '60000', 'ALL']));
    const start = performance.now();
    expect([await ask(), await ask(), await ask()]).toEqual([2, 3, 4]);
    await server.kill();
    for (let i = 0; i < 100; i++) await ask();
    expect(performance.now() - start).toBeLessThan(3_000);
    expect(statistics.of('away')).toMatchObject({ hits: 1, misses: 1, bypasses: 103 });
    expect(statistics.of('away').errors).toBeGreaterThanOrEqual(103);
    await server.start();
    await until(async () => {
      const value = await ask();
      return value === (await ask());
    });
  });

  it('gives nobody a value that was outdated while Redis could not be told', async () => {
    const { cache, changes } = process();
    const values = cache.namespace<number>({ name: 'outdated', ttl: HOUR_MS, tags: [Setting] });
    let produced = 0;
    const ask = () => values.getOrSet('a', async () => ++produced);
    const acl = (rule: string) =>
      connections[0]!.run((client) => client.sendCommand(['ACL', 'SETUSER', 'default', rule]));
    expect([await ask(), await ask()]).toEqual([1, 1]);
    await acl('-@write');
    await changes.changed(['setting']);
    expect(await ask()).toBe(2);
    await acl('+@all');
    expect([await ask(), await ask()]).toEqual([3, 3]);
  });
});
