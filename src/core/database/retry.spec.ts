import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openTransactions, type OpenTransactions } from '../../../test/support/open-transactions.js';
import { ProcessedEffect } from '../jobs/processed-effect.entity.js';
import type { TransactionOptions, Transactions } from './transactions.service.js';

let open: OpenTransactions;
let source: DataSource;
let transactions: Transactions;

beforeAll(async () => {
  open = await openTransactions([ProcessedEffect]);
  ({ source, transactions } = open);
});
beforeEach(() => source.query('TRUNCATE processed_effect'));
afterAll(() => open.close());

const add = (key: string) => transactions.insert(ProcessedEffect, { key });
const keys = async () =>
  (await source.getRepository(ProcessedEffect).find({ order: { key: 'ASC' } })).map((row) => row.key);

describe('a collision', () => {
  /** Both read before either writes, so that one of them must fail: the second attempt finds no one in its way. */
  async function collide(options: TransactionOptions): Promise<PromiseSettledResult<number>[]> {
    let readers = 0;
    let release = (): void => undefined;
    const bothHaveRead = new Promise<void>((resolve) => (release = resolve));
    const one = async (): Promise<number> => {
      let runs = 0;
      await transactions.run(
        async () => {
          runs += 1;
          await transactions.repository(ProcessedEffect).count();
          if ((readers += 1) === 2) release();
          await bothHaveRead;
          await add(`${readers}-${runs}-${Math.random()}`);
        },
        { isolation: 'SERIALIZABLE', ...options },
      );
      return runs;
    };
    return Promise.allSettled([one(), one()]);
  }

  it('of two serializable transactions runs the loser again', async () => {
    const results = await collide({});
    expect(results.map((result) => (result as PromiseFulfilledResult<number>).value).sort()).toEqual([1, 2]);
    expect(await keys()).toHaveLength(2);
  });

  it('is thrown on where the work may not run twice', async () => {
    const results = await collide({ attempts: 1 });
    const [lost] = results.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(lost?.reason).toMatchObject({ code: '40001' });
    expect(await keys()).toHaveLength(1);
  });

  it('by deadlock runs the victim again', async () => {
    await add('a');
    await add('b');
    let locked = 0;
    let release = (): void => undefined;
    const bothLocked = new Promise<void>((resolve) => (release = resolve));
    const lock = (key: string) =>
      transactions.sql('SELECT 1 FROM processed_effect WHERE key = $1 FOR UPDATE', [key]);
    const one = (first: string, second: string) =>
      transactions.run(async () => {
        await transactions.sql("SET LOCAL deadlock_timeout = '10ms'");
        await lock(first);
        if ((locked += 1) === 2) release();
        await bothLocked;
        await lock(second);
        await add(`${first}${second}`);
      });
    await Promise.all([one('a', 'b'), one('b', 'a')]);
    expect(await keys()).toEqual(['a', 'ab', 'b', 'ba']);
    expect(locked).toBe(3);
  });

  it('runs no hook of the attempt that was lost', async () => {
    let attempts = 0;
    const seen: number[] = [];
    await transactions.run(async () => {
      const attempt = (attempts += 1);
      await transactions.afterCommit(() => void seen.push(attempt));
      if (attempt < 3) await transactions.sql(`DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$`);
    });
    expect(seen).toEqual([3]);
  });
});
