import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openTransactions, type OpenTransactions } from '../../../test/support/open-transactions.js';
import type { Transactions } from '../database/transactions.service.js';
import { Effects } from './effects.service.js';
import { ProcessedEffect } from './processed-effect.entity.js';

let open: OpenTransactions;
let source: DataSource;
let transactions: Transactions;

beforeAll(async () => {
  open = await openTransactions([ProcessedEffect]);
  ({ source, transactions } = open);
});
beforeEach(() => source.query('TRUNCATE processed_effect'));
afterAll(() => open.close());

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
