import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openTransactions, type OpenTransactions } from '../../../test/support/open-transactions.js';
import { problemOf } from '../http/problem.js';
import { ProcessedEffect } from '../jobs/processed-effect.entity.js';
import { preparedQuery } from './prepared-query.js';
import type { Transactions } from './transactions.service.js';

let open: OpenTransactions;
let source: DataSource;
let transactions: Transactions;

beforeAll(async () => {
  open = await openTransactions([ProcessedEffect], { query_timeout: 300 });
  ({ source, transactions } = open);
});
beforeEach(() => source.query('TRUNCATE processed_effect'));
afterAll(() => open.close());

const add = (key: string) => transactions.insert(ProcessedEffect, { key });
const count = () => transactions.repository(ProcessedEffect).count();

async function ownBackend(): Promise<number> {
  const [row] = await transactions.sql<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return row!.pid;
}

/** What a client would be told of the failure. */
async function statusOf(work: Promise<unknown>): Promise<number> {
  return work.then(
    () => 200,
    (error: unknown) => problemOf(error, 'test').body.status,
  );
}

describe('a server that dies inside of a transaction', () => {
  it.each([
    [
      'while it works on a statement',
      () => transactions.sql('SELECT pg_terminate_backend(pg_backend_pid())'),
    ],
    [
      'between two statements',
      async () => {
        const pid = await ownBackend();
        await source.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
        await new Promise((resolve) => setImmediate(resolve));
      },
    ],
  ])('%s leaves no row, is a 503 and costs that connection only', async (_when, die) => {
    const status = await statusOf(
      transactions.run(async () => {
        await add('lost');
        await die();
        await add('never');
      }),
    );
    expect(status).toBe(503);
    expect(await count()).toBe(0);
    await transactions.run(() => add('next'));
    expect(await count()).toBe(1);
  });

  it('and whose loss nobody noticed by a statement, does not look like success', async () => {
    const status = await statusOf(
      transactions.run(async () => {
        await add('lost');
        const pid = await ownBackend();
        await source.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
      }),
    );
    expect(status).toBe(503);
    expect(await count()).toBe(0);
  });
});

describe('a prepared statement that a migration has outdated', () => {
  it('is a 503 once for each connection, and then prepared anew', async () => {
    const read = preparedQuery<{ key: string }>('SELECT key FROM processed_effect');
    await read(transactions, []);
    await source.query('ALTER TABLE processed_effect ALTER COLUMN key TYPE varchar(500)');
    try {
      const statuses: number[] = [];
      while (statuses.at(-1) !== 200 && statuses.length < 10)
        statuses.push(await statusOf(read(transactions, [])));
      expect(statuses[0]).toBe(503);
      expect(statuses.at(-1)).toBe(200);
    } finally {
      await source.query('ALTER TABLE processed_effect ALTER COLUMN key TYPE text');
    }
  });
});

describe('a server that freezes', () => {
  /** Stops every session of the pool in its tracks, as a network that was cut does. */
  async function freeze(): Promise<number[]> {
    const sessions = await source.query<{ pid: number }[]>(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database()',
    );
    for (const { pid } of sessions) process.kill(pid, 'SIGSTOP');
    return sessions.map(({ pid }) => pid);
  }

  const thaw = (pids: number[]): void => pids.forEach((pid) => process.kill(pid, 'SIGCONT'));

  it('is a 503 after the timeout, once for each of its connections, and then new ones are made', async () => {
    await Promise.all([1, 2, 3].map(() => transactions.sql('SELECT pg_sleep(0.05)')));
    const frozen = await freeze();
    try {
      expect(frozen.length).toBeGreaterThanOrEqual(3);
      const statuses: number[] = [];
      while (statuses.at(-1) !== 200 && statuses.length <= frozen.length)
        statuses.push(await statusOf(transactions.sql('SELECT 1')));
      expect(statuses).toEqual([...frozen.map(() => 503), 200]);
      expect(frozen).not.toContain(await ownBackend());
    } finally {
      thaw(frozen);
    }
  });

  it('inside of a transaction leaves no row when it thaws', async () => {
    let frozen: number[] = [];
    const status = await statusOf(
      transactions.run(async () => {
        await add('lost');
        frozen = await freeze();
        await add('never');
      }),
    );
    thaw(frozen);
    expect(status).toBe(503);
    while ((await statusOf(count())) !== 200);
    expect(await count()).toBe(0);
  });
});
