import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openTransactions, type OpenTransactions } from '../../../test/support/open-transactions.js';
import { ProcessedEffect } from '../jobs/processed-effect.entity.js';
import type { Transactions } from './transactions.service.js';

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

describe('a stream', () => {
  const numbers = (to: number, batch?: number) =>
    transactions.stream<{ n: number }>('SELECT n FROM generate_series(1, $1::int) AS n', [to], batch);

  it.each([0, 1, 9, 10, 11, 25])('gives all of %i rows in order, ten at a time', async (count) => {
    const seen: number[] = [];
    for await (const { n } of numbers(count, 10)) seen.push(n);
    expect(seen).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  });

  it('sees the transaction it is in, beside a second one, and leaves it usable when cut short', async () => {
    await transactions.run(async () => {
      await transactions.insertAll(ProcessedEffect, [{ key: 'x' }, { key: 'y' }]);
      const seen: string[] = [];
      for await (const { key } of transactions.stream<{ key: string }>(
        'SELECT key FROM processed_effect ORDER BY 1',
      )) {
        for await (const { n } of numbers(5, 2)) {
          seen.push(`${key}${n}`);
          if (n === 3) break;
        }
      }
      expect(seen).toEqual(['x1', 'x2', 'x3', 'y1', 'y2', 'y3']);
      expect(await transactions.sql('SELECT FROM pg_cursors')).toEqual([]);
      await add('z');
    });
    expect(await keys()).toEqual(['x', 'y', 'z']);
  });

  it('waits for a slow reader, and leaves the limit for others as it was', async () => {
    const setting = `SELECT current_setting('idle_in_transaction_session_timeout') AS value FROM generate_series(1, 2)`;
    const seen: string[] = [];
    for await (const { value } of transactions.stream<{ value: string }>(setting)) seen.push(value);
    expect(seen).toEqual(['0', '0']);
    expect(await transactions.sql(setting)).toContainEqual({ value: '10s' });
  });

  it('gives its connection back, whatever happens in the loop', async () => {
    for (let run = 0; run < 10; run += 1) {
      for await (const { n } of numbers(5, 2)) if (n === 1) break;
      const failing = (async () => {
        for await (const _row of transactions.stream('SELECT 1 / 0')) expect(_row).toBeNull();
      })();
      await expect(failing).rejects.toThrow('division by zero');
    }
    expect(
      await transactions.sql(
        `SELECT FROM pg_stat_activity WHERE state LIKE 'idle in%' AND datname = current_database()`,
      ),
    ).toEqual([]);
  });
});
