import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { openTransactions } from '../../../test/support/open-transactions.js';
import { redis, startRedis } from '../../../test/support/redis.js';
import { until } from '../../../test/support/until.js';
import type { AppConfig } from '../config/app-config.js';
import { Redis } from '../redis/redis.service.js';
import type { Count, LimitStore } from './limit-store.js';
import { PostgresLimitStore } from './postgres-limit-store.js';
import { RateLimit } from './rate-limit.entity.js';
import { RedisLimitStore } from './redis-limit-store.js';

/** Two stores, as two processes have them, over one backend that can be taken away. */
interface Backend {
  stores: [LimitStore, LimitStore];
  takeAway(): Promise<void>;
  bringBack(): Promise<void>;
  close(): Promise<void>;
}

async function openPostgres(): Promise<Backend> {
  const { source, close } = await openTransactions([RateLimit]);
  return {
    stores: [new PostgresLimitStore(source), new PostgresLimitStore(source)],
    takeAway: () => source.query('ALTER TABLE rate_limit RENAME TO rate_limit_away'),
    bringBack: () => source.query('ALTER TABLE rate_limit_away RENAME TO rate_limit'),
    close,
  };
}

async function openRedis(): Promise<Backend> {
  const server = await startRedis();
  const connections = [0, 1].map(() => new Redis({ redisUrl: server.url } as AppConfig));
  const [one, two] = connections.map((connection) => new RedisLimitStore(connection));
  return {
    stores: [one!, two!],
    takeAway: () => server.kill(),
    bringBack: () => server.start(),
    async close() {
      connections.forEach((connection) => connection.onApplicationShutdown());
      await server.close();
    },
  };
}

describe('the store of limits in PostgreSQL', () => keepsItsContract(openPostgres));
redis.describe('the store of limits in Redis', () => keepsItsContract(openRedis));

function keepsItsContract(open: () => Promise<Backend>): void {
  let backend: Backend;
  let one: LimitStore;
  let two: LimitStore;
  beforeAll(async () => {
    backend = await open();
    [one, two] = backend.stores;
  });
  afterAll(() => backend.close());
  beforeEach(() => one.forget(null));

  const soon = () => Date.now() + 60_000;
  const points = (counts: Count[]) => Object.fromEntries(counts.map((count) => [count.key, count.points]));

  it('adds up what all processes count, and keeps the end of the first window', async () => {
    const end = soon();
    await one.add([{ key: 'hour:1', points: 3, expire: end }]);
    const added = await two.add([
      { key: 'hour:1', points: 4, expire: end + 30_000 },
      { key: 'hour:2', points: 0, expire: end },
    ]);
    expect(points(added)).toEqual({ 'hour:1': 7, 'hour:2': 0 });
    const kept = added.find(({ key }) => key === 'hour:1')?.expire ?? 0;
    expect(Math.abs(kept - end)).toBeLessThan(1_000);
  });

  it('begins anew when a window is over', async () => {
    await one.add([{ key: 'burst:1', points: 5, expire: Date.now() + 60 }]);
    await until(async () => (await one.find(null, 10)).length === 0);
    expect(points(await two.add([{ key: 'burst:1', points: 1, expire: soon() }]))).toEqual({ 'burst:1': 1 });
  });

  it('loses nothing that many add at once, in whatever order', async () => {
    const counts = Array.from({ length: 1_200 }, (_, i) => ({ key: `hour:${i}`, points: 1, expire: soon() }));
    const adding = [one, two, one, two].map((store, i) => store.add(i % 2 ? counts : counts.toReversed()));
    const answers = await Promise.all(adding);
    expect(answers.map(({ length }) => length)).toEqual([1_200, 1_200, 1_200, 1_200]);
    const found = await one.find(null, 10_000);
    expect(found).toHaveLength(1_200);
    expect(new Set(found.map(({ points }) => points))).toEqual(new Set([4]));
  });

  it('finds the largest first, and those that are asked for', async () => {
    const expire = soon();
    const keys = [
      'burst:1',
      'hour:1',
      'address:192.0.2.1',
      'login:192.0.2.1 abc',
      'login:192.0.2.9 abc',
      'hour:11',
    ];
    await one.add(keys.map((key, i) => ({ key, points: i + 1, expire })));
    const found = async (...parameters: Parameters<LimitStore['find']>) =>
      (await two.find(...parameters)).map(({ key }) => key);
    expect(await found(null, 2)).toEqual(['hour:11', 'login:192.0.2.9 abc']);
    expect(await found({ keys: ['hour:1', 'burst:1', 'none'], prefix: null, suffixes: [] }, 9)).toEqual([
      'hour:1',
      'burst:1',
    ]);
    expect(await found({ keys: [], prefix: 'login:192.0.2.1 ', suffixes: [] }, 9)).toEqual([
      'login:192.0.2.1 abc',
    ]);
    expect(await found({ keys: [], prefix: null, suffixes: [' abc'] }, 9)).toHaveLength(2);
    expect(await two.forget({ keys: ['hour:1'], prefix: null, suffixes: [' abc'] })).toBe(3);
    expect(await found(null, 9)).toEqual(['hour:11', 'address:192.0.2.1', 'burst:1']);
    expect(await two.forget(null)).toBe(3);
  });

  it('is exact where it must be, over all processes and for what comes at once', async () => {
    const limiters = [one, two].map((store) => store.strict('login', 10, 60));
    const attempts = Array.from({ length: 50 }, (_, i) => limiters[i % 2]!.consume('192.0.2.1 abc'));
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    const refusal = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(refusal.reason).toBeInstanceOf(RateLimiterRes);
    expect((refusal.reason as RateLimiterRes).msBeforeNext).toBeGreaterThan(50_000);

    expect((await one.find(null, 9)).map(({ key }) => key)).toEqual(['login:192.0.2.1 abc']);
    await limiters[1]!.delete('192.0.2.1 abc');
    expect((await limiters[0]!.consume('192.0.2.1 abc')).consumedPoints).toBe(1);
    expect((await limiters[1]!.reward('192.0.2.1 abc')).consumedPoints).toBe(0);
  });

  it('leaves each process to count by itself while it is away, and goes on when it is back', async () => {
    const [here, there] = [one, two].map((store) => store.strict('login', 2, 60));
    await here!.consume('key');
    await backend.takeAway();
    try {
      await until(() =>
        one
          .add([])
          .then(() => one.find(null, 1))
          .then(
            () => false,
            () => true,
          ),
      );
      const count = { key: 'hour:7', points: 1, expire: soon() };
      await expect(one.add([count])).rejects.toThrow();
      for (const limiter of [here!, there!]) {
        await limiter.consume('key');
        await limiter.consume('key');
        await expect(limiter.consume('key')).rejects.toBeInstanceOf(RateLimiterRes);
      }
    } finally {
      await backend.bringBack();
    }
    await until(() =>
      one.find(null, 1).then(
        () => true,
        () => false,
      ),
    );
    await until(() =>
      two.find(null, 1).then(
        () => true,
        () => false,
      ),
    );
    expect(points(await two.add([{ key: 'hour:7', points: 2, expire: soon() }]))).toEqual({ 'hour:7': 2 });
    await one.forget(null);
    expect((await there!.consume('key')).consumedPoints).toBe(1);
  });
}
