import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type OpenTransactions, openTransactions } from '../../../test/support/open-transactions.js';
import { until } from '../../../test/support/until.js';
import { problemOf } from '../http/problem.js';
import { ProcessedEffect } from '../jobs/processed-effect.entity.js';
import { preparedRead } from './prepared-query.js';
import { SLOW_MS } from './reading-lane.js';
import { LANES } from './request-pool.js';

const TIMEOUT_MS = 2_000;
let open: OpenTransactions;

beforeAll(async () => {
  open = await openTransactions([ProcessedEffect], { query_timeout: TIMEOUT_MS });
});
afterAll(() => open.close());

const OWN_PID = preparedRead<{ pid: number }>('SELECT pg_backend_pid() AS pid');
const SLEEP = preparedRead<{ pid: number }>('SELECT pg_backend_pid() AS pid, pg_sleep($1)');
const DIVIDE = preparedRead<{ quotient: number }>('SELECT 10 / $1::int AS quotient');
const KEYS = preparedRead<{ key: string }>('SELECT key FROM processed_effect');

const divide = async (by: number): Promise<number> => (await DIVIDE(open.transactions, [by]))[0]!.quotient;
const pids = async (count: number): Promise<number[]> => {
  const answers = await Promise.all(Array.from({ length: count }, () => OWN_PID(open.transactions, [])));
  return answers.map(([row]) => row!.pid);
};
const statusOf = (work: Promise<unknown>): Promise<number> =>
  work.then(
    () => 200,
    (error: unknown) => problemOf(error, 'test').body.status,
  );

/** More at once than the pool has connections, and all by the lanes. */
const byLanes = async (): Promise<boolean> => new Set(await pids(20)).size === LANES;

beforeEach(() => until(byLanes));

describe('short reads', () => {
  it('share a few connections however many there are', async () => {
    expect(new Set(await pids(200)).size).toBe(LANES);
  });

  it('each get their own answer, and an error is that of one of them only', async () => {
    const settled = await Promise.allSettled([1, 0, 2, 0, 5].map(divide));
    expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual(
      [10, 'QueryFailedError: division by zero', 5, 'QueryFailedError: division by zero', 2].map(
        (expected) => (typeof expected === 'string' ? expect.stringContaining('division by zero') : expected),
      ),
    );
  });

  it('are the same whether the server has described their columns just now or before', async () => {
    const all =
      preparedRead(`SELECT n::int2 AS small, (n + 2 ^ 40)::bigint AS large, (2 ^ 60)::bigint AS huge,
      n / 3.0 AS fraction, 'text ' || n AS text, NULL::text AS nothing, n % 2 = 0 AS even, '2026-11-21'::date AS day,
      timestamptz '2026-11-21 12:00+01' AS time, jsonb_build_object('n', n) AS json, ARRAY[n, NULL] AS list
      FROM generate_series(1, $1::int) AS n`);
    const first = await all(open.transactions, [3]);
    expect(first).toMatchObject([
      { small: 1, huge: '1152921504606846976', nothing: null, list: [1, null] },
      {},
      {},
    ]);
    const later = await Promise.all(Array.from({ length: 20 }, () => all(open.transactions, [3])));
    expect(later).toEqual(later.map(() => first));
    expect(await all(open.transactions, [0])).toEqual([]);
    expect(await all(open.transactions, [1])).toEqual(first.slice(0, 1));
  });

  it('tell in their errors who asked', async () => {
    async function whoAsked(): Promise<void> {
      await divide(0);
    }
    await expect(whoAsked()).rejects.toMatchObject({
      code: '22012',
      stack: expect.stringContaining('whoAsked'),
    });
  });

  it('do not wait behind a slow one, which gets its answer', async () => {
    const answered: string[] = [];
    const slow = Array.from({ length: LANES }, () =>
      SLEEP(open.transactions, [0.5]).then(() => answered.push('slow')),
    );
    // Nobody can know a slow one by less than the time it takes to be one.
    await open.source.query('SELECT pg_sleep($1)', [(2 * SLOW_MS) / 1_000]);
    await divide(1);
    answered.push('quick');
    await Promise.all(slow);
    expect(answered).toEqual(['quick', ...slow.map(() => 'slow')]);
  });

  it('see what their transaction has written, and nobody else does', async () => {
    await open.transactions
      .run(async () => {
        await open.transactions.insert(ProcessedEffect, { key: 'mine' });
        expect(await KEYS(open.transactions, [])).toEqual([{ key: 'mine' }]);
        throw new Error('undone');
      })
      .catch((error: Error) => expect(error.message).toBe('undone'));
    expect(await KEYS(open.transactions, [])).toEqual([]);
  });
});

describe('a lane whose connection is lost', () => {
  it('costs what was under way on it a 503, and is replaced', async () => {
    const [before] = await pids(1);
    const statuses = await Promise.all([
      statusOf(open.transactions.sql('SELECT pg_terminate_backend($1)', [before])),
      ...Array.from({ length: LANES }, () => statusOf(SLEEP(open.transactions, [0.3]))),
    ]);
    expect(statuses.filter((status) => status !== 200)).toEqual([503]);
    expect(await divide(2)).toBe(5);
    await until(byLanes);
    expect(await pids(20)).not.toContain(before);
  });

  it('is noticed while it is idle', async () => {
    const [before] = await pids(1);
    await open.source.query('SELECT pg_terminate_backend($1, 5000)', [before]);
    await until(async () => !(await pids(20)).includes(before!));
  });

  it('without an answer is given up after the timeout', async () => {
    const frozen = [...new Set(await pids(20))];
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    try {
      const statuses = await Promise.all(frozen.map(() => statusOf(OWN_PID(open.transactions, []))));
      expect(statuses).toEqual(frozen.map(() => 503));
      expect(await statusOf(OWN_PID(open.transactions, []))).toBe(200);
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
  });
});

it('a statement that a migration has outdated is a 503 and then prepared anew', async () => {
  await Promise.all(Array.from({ length: 20 }, () => KEYS(open.transactions, [])));
  await open.source.query('ALTER TABLE processed_effect ALTER COLUMN key TYPE varchar(500)');
  const read = (): Promise<number> => statusOf(KEYS(open.transactions, []));
  expect(await read()).toBe(503);
  await until(async () =>
    (await Promise.all(Array.from({ length: 20 }, read))).every((status) => status === 200),
  );
});

it('nothing is left of them when the data source is closed', async () => {
  const second = await openTransactions([ProcessedEffect]);
  const own = preparedRead<{ name: string }>('SELECT current_database() AS name');
  const [row] = await own(second.transactions, []);
  await second.source.destroy();
  const sessions = 'SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = $1';
  await until(
    async () => (await open.source.query<[{ count: number }]>(sessions, [row!.name]))[0].count === 0,
  );
});
