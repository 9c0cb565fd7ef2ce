import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AsyncResource } from 'node:async_hooks';
import type { CacheBackend } from '../../src/core/cache/cache-backend.js';
import { CacheStatistics } from '../../src/core/cache/cache-statistics.js';
import type { Cache } from '../../src/core/cache/cache.service.js';
import { ChangeListener } from '../../src/core/cache/change-listener.js';
import { EntityChanges } from '../../src/core/cache/entity-changes.service.js';
import { DatabaseUrl } from '../../src/core/database/database-url.js';
import { Setting } from '../../src/core/settings/setting.entity.js';
import { openCache } from './cache.js';
import { openTransactions, type OpenTransactions } from './open-transactions.js';
import { until } from './until.js';

const HOUR_MS = 3_600_000;

/** A database with one entity that tells of its changes. */
export async function openCacheDatabase(): Promise<OpenTransactions> {
  const open = await openTransactions([Setting]);
  await open.source.query(`CREATE TRIGGER setting_notify_change AFTER INSERT OR UPDATE OR DELETE ON setting
    FOR EACH STATEMENT EXECUTE FUNCTION notify_entity_change()`);
  return open;
}

/** What every backend must do. @param of gives the database, once tests run. @param make a new backend. */
export function cacheContract(of: () => OpenTransactions, make: () => CacheBackend): void {
  let open: OpenTransactions;
  let changes: EntityChanges;
  let statistics: CacheStatistics;
  let cache: Cache;
  let names = 0;
  const own = (): string => `n${process.pid}-${++names}`;
  const sequence = () => {
    let calls = 0;
    return jest.fn(async () => ++calls);
  };

  beforeEach(async () => {
    open = of();
    await open.source.query('DELETE FROM setting');
    changes = new EntityChanges(open.source, open.transactions);
    statistics = new CacheStatistics();
    cache = openCache(open, changes, make(), statistics);
  });
  afterEach(() => void open.source.subscribers.splice(open.source.subscribers.indexOf(changes), 1));

  const write = () => open.transactions.repository(Setting).upsert({ key: 'a.b', value: 1 }, ['key']);

  it('produces a value once and gives everyone a copy of it', async () => {
    const values = cache.namespace<{ list: number[] }>({ name: own(), ttl: HOUR_MS });
    const produce = jest.fn(async () => ({ list: [1] }));
    await values.getOrSet('a', produce);
    const first = await values.getOrSet('a', produce);
    first.list.push(2);
    expect(await values.getOrSet('a', produce)).toEqual({ list: [1] });
    expect(produce).toHaveBeenCalledTimes(1);
  });

  it.each([null, 0, false, '', []])('remembers %j like any other value', async (value) => {
    const values = cache.namespace<unknown>({ name: own(), ttl: HOUR_MS });
    const produce = jest.fn(async () => value);
    await values.getOrSet('a', produce);
    expect(await values.getOrSet('a', produce)).toEqual(value);
    expect(produce).toHaveBeenCalledTimes(1);
  });

  it('does not remember undefined', async () => {
    const values = cache.namespace<number | undefined>({ name: own(), ttl: HOUR_MS });
    await values.getOrSet('a', async () => undefined);
    expect(await values.getOrSet('a', async () => 1)).toBe(1);
  });

  it('has one producer for all who ask at the same time, and counts what it did', async () => {
    const name = own();
    const values = cache.namespace<number>({ name, ttl: HOUR_MS });
    const produce = sequence();
    const asked = Array.from({ length: 50 }, () => values.getOrSet('a', produce));
    expect(new Set(await Promise.all(asked))).toEqual(new Set([1]));
    await values.getOrSet('a', produce);
    expect(produce).toHaveBeenCalledTimes(1);
    expect(statistics.of(name)).toEqual({ hits: 50, misses: 1, bypasses: 0, errors: 0 });
  });

  it('passes on what a producer throws, to all who wait, and keeps nothing of it', async () => {
    const values = cache.namespace<number>({ name: own(), ttl: HOUR_MS });
    const fail = jest.fn(() => Promise.reject(new Error('no such thing')));
    const asked = [1, 2, 3].map(() => values.getOrSet('a', fail));
    const answers = await Promise.allSettled(asked);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await values.getOrSet('a', sequence())).toBe(1);
  });

  it('believes a value no longer than its time to live', async () => {
    const values = cache.namespace<number>({ name: own(), ttl: 100 });
    const produce = sequence();
    await values.getOrSet('a', produce);
    await until(async () => (await values.getOrSet('a', produce)) > 1);
  });

  it('forgets what it is told to', async () => {
    const values = cache.namespace<number>({ name: own(), ttl: HOUR_MS });
    const produce = sequence();
    await values.getOrSet('a', produce);
    await values.delete('a');
    expect(await values.getOrSet('a', produce)).toBe(2);
  });

  it('keeps namespaces and keys apart, whatever is in a key', async () => {
    const one = cache.namespace<string>({ name: own(), ttl: HOUR_MS });
    const other = cache.namespace<string>({ name: own(), ttl: HOUR_MS });
    const keys = ['a', 'a:b', '../a', 'a\0', 'ä', '😀', '', 'x'.repeat(2_000), `${'x'.repeat(1_999)}y`];
    for (const key of keys) await one.getOrSet(key, async () => `one ${key}`);
    for (const key of keys) await other.getOrSet(key, async () => `other ${key}`);
    for (const key of keys) expect(await one.getOrSet(key, async () => 'lost')).toBe(`one ${key}`);
  });

  it('refuses a second namespace of a name', () => {
    const name = own();
    cache.namespace({ name, ttl: HOUR_MS });
    expect(() => cache.namespace({ name, ttl: HOUR_MS })).toThrow(`cannot be called "${name}"`);
    expect(() => cache.namespace({ name: 'a:b', ttl: HOUR_MS })).toThrow('cannot be called');
  });

  describe('of an entity', () => {
    it('is outdated by a change once that is committed, and not by one that is rolled back', async () => {
      const values = cache.namespace<number>({ name: own(), ttl: HOUR_MS, tags: [Setting] });
      const produce = sequence();
      await values.getOrSet('a', produce);
      const rolledBack = open.transactions.run(async () => {
        await write();
        throw new Error('no');
      });
      await expect(rolledBack).rejects.toThrow('no');
      expect(await values.getOrSet('a', produce)).toBe(1);
      const others = new AsyncResource('somebody who is not inside of the transaction');
      await open.transactions.run(async () => {
        await write();
        expect(await others.runInAsyncScope(() => values.getOrSet('a', produce))).toBe(1);
      });
      expect(await values.getOrSet('a', produce)).toBe(2);
    });

    it('is neither read nor kept inside of a transaction, which sees what others do not', async () => {
      const name = own();
      const values = cache.namespace<number>({ name, ttl: HOUR_MS, tags: [Setting] });
      const count = () => open.transactions.repository(Setting).count();
      expect(await values.getOrSet('a', count)).toBe(0);
      const rolledBack = open.transactions.run(async () => {
        await write();
        expect(await values.getOrSet('a', count)).toBe(1);
        throw new Error('no');
      });
      await expect(rolledBack).rejects.toThrow('no');
      expect(await values.getOrSet('a', count)).toBe(0);
      expect(statistics.of(name)).toMatchObject({ bypasses: 1, misses: 1 });
    });

    it('is not kept when it was being produced while the entity changed', async () => {
      const values = cache.namespace<string>({ name: own(), ttl: HOUR_MS, tags: [Setting] });
      let finish: ((value: string) => void) | undefined;
      const slow = values.getOrSet('a', () => new Promise((resolve) => (finish = resolve)));
      await until(async () => finish !== undefined);
      await write();
      expect(await values.getOrSet('a', async () => 'new')).toBe('new');
      finish!('old');
      expect(await slow).toBe('old');
      expect(await values.getOrSet('a', async () => 'newer')).not.toBe('old');
    });

    it('is outdated by changes that only PostgreSQL knows of', async () => {
      const values = cache.namespace<number>({ name: own(), ttl: HOUR_MS, tags: [Setting] });
      const url = (open.source.options as { url: string }).url;
      const listener = new ChangeListener(new DatabaseUrl(url), changes);
      listener.onApplicationBootstrap();
      try {
        const produce = sequence();
        for (let change = 1; change <= 3; change++) {
          const known = await values.getOrSet('a', produce);
          await until(async () => {
            await open.source.query(
              `INSERT INTO setting (key, value) VALUES ('sql.${change}', '1') ON CONFLICT DO NOTHING`,
            );
            return (await values.getOrSet('a', produce)) > known;
          });
        }
      } finally {
        await listener.onApplicationShutdown();
      }
    });
  });
}
