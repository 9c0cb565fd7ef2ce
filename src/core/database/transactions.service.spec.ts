import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { Effects } from '../jobs/effects.service.js';
import { ProcessedEffect } from '../jobs/processed-effect.entity.js';
import { databaseOptions } from './database-options.js';
import { Transactions } from './transactions.service.js';

Logger.overrideLogger(false);

let database: TestDatabase;
let source: DataSource;
let transactions: Transactions;

beforeAll(async () => {
  database = await createTestDatabase();
  const options = {
    ...databaseOptions(database.url, 'request', 5),
    entities: [ProcessedEffect],
    migrations: [],
  };
  source = await new DataSource(options).initialize();
  transactions = new Transactions(source);
});
beforeEach(() => source.query('DELETE FROM processed_effect'));
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const add = (key: string) => transactions.insert(ProcessedEffect, { key });
const keys = async () =>
  (await source.getRepository(ProcessedEffect).find({ order: { key: 'ASC' } })).map((row) => row.key);

describe('Transactions', () => {
  it('keeps everything when the work succeeds', async () => {
    const result = await transactions.run(async () => {
      await add('a');
      await add('b');
      return 'done';
    });
    expect(result).toBe('done');
    expect(await keys()).toEqual(['a', 'b']);
  });

  it('keeps nothing when the work throws, and throws on', async () => {
    const work = transactions.run(async () => {
      await add('a');
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await keys()).toEqual([]);
  });

  it('lets nested calls join, so that a failure outside undoes what was inside', async () => {
    const work = transactions.run(async () => {
      await transactions.run(() => add('inner'));
      throw new Error('outer');
    });
    await expect(work).rejects.toThrow('outer');
    expect(await keys()).toEqual([]);
  });

  it('hides its rows from others until it commits', async () => {
    await transactions.run(async () => {
      await add('a');
      expect(await source.query('SELECT key FROM processed_effect')).toEqual([]);
    });
    expect(await keys()).toEqual(['a']);
  });

  it('runs after-commit hooks after the commit only, a nested one included', async () => {
    const seen: string[][] = [];
    await transactions.run(async () => {
      await transactions.run(async () => transactions.afterCommit(async () => void seen.push(await keys())));
      await add('a');
      expect(seen).toEqual([]);
    });
    expect(seen).toEqual([['a']]);
  });

  it('drops the hooks of what was rolled back', async () => {
    const seen: string[] = [];
    const work = transactions.run(async () => {
      await transactions.afterCommit(() => void seen.push('called'));
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(seen).toEqual([]);
  });

  it('does not fail when a hook does: the data is committed', async () => {
    await transactions.run(async () => {
      await transactions.afterCommit(() => {
        throw new Error('hook');
      });
      await add('a');
    });
    expect(await keys()).toEqual(['a']);
  });

  it('inserts many rows in order and returns what the database generated', async () => {
    const rows = await transactions.insertAll(ProcessedEffect, [{ key: 'x' }, { key: 'y' }]);
    expect(rows.map(({ key }) => key)).toEqual(['x', 'y']);
    expect(rows.every(({ createdAt }) => createdAt instanceof Date)).toBe(true);
    expect(await transactions.insertAll(ProcessedEffect, [])).toEqual([]);
  });
});

describe('Effects', () => {
  it('happens once, however many run at the same time', async () => {
    const effects = new Effects(transactions);
    let times = 0;
    const runs = Array.from({ length: 4 }, () => effects.once('pay', async () => void (times += 1)));
    expect((await Promise.all(runs)).filter(Boolean)).toHaveLength(1);
    expect(times).toBe(1);
  });

  it('may be tried again after it failed', async () => {
    const effects = new Effects(transactions);
    await expect(effects.once('mail', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await effects.once('mail', () => Promise.resolve())).toBe(true);
    expect(await effects.once('mail', () => Promise.resolve())).toBe(false);
  });
});
