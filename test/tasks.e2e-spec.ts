import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { redis, startRedis, type TestRedis } from './support/redis.js';
import { until } from './support/until.js';

/** Of the tests that start a dozen processes one after the other. */
const PATIENCE_MS = 240_000;

/** What a busy machine may take for the work itself. */
const SLOW_MACHINE_MS = 1_000;

const CHILD = fileURLToPath(new URL('./support/task-worker.child.mjs', import.meta.url));

let database: TestDatabase;
let client: pg.Client;
let server: TestRedis | undefined;
let workers: ChildProcess[];

beforeEach(async () => {
  workers = [];
  database = await createTestDatabase();
  client = new pg.Client(database.url);
  client.on('error', () => undefined); // the database goes with the test
  await client.connect();
  await client.query(`CREATE TABLE effect (n integer); CREATE TABLE begun (n integer);
    CREATE TABLE compensation (n integer, reason text)`);
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => end(worker, 'SIGKILL')));
  await client.end();
  await database.drop();
});

/** A worker process; `recovery` is within how many seconds others take over what it leaves. */
async function startWorker({ concurrency = 4, recovery = 1 } = {}): Promise<ChildProcess> {
  const { PATH, HOME, TMPDIR, TEST_DIRECTORY } = process.env;
  const worker = fork(CHILD, {
    env: {
      ...{ PATH, HOME, TMPDIR, NODE_ENV: 'test', DATA_DIR: TEST_DIRECTORY, DATABASE_URL: database.url },
      ...{ JOB_RECOVERY_SECONDS: `${recovery}`, TEST_CONCURRENCY: `${concurrency}`, REDIS_URL: server?.url },
    },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  workers.push(worker);
  await once(worker, 'message');
  return worker;
}

async function end(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, 'exit');
  worker.kill(signal);
  await ended;
}

/** Enqueues a job so many times, told the numbers after `first`. */
async function enqueue(job: string, count = 1, first = 0): Promise<void> {
  await client.query(
    `INSERT INTO outbox_message (job, payload)
     SELECT $1, jsonb_build_object('n', n) FROM generate_series($3::int + 1, $3::int + $2::int) n`,
    [job, count, first],
  );
}

async function count(sql: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`);
  return rows[0]!.n;
}

const finished = (n: number) => async (): Promise<boolean> =>
  (await count('task_result WHERE finished_at IS NOT NULL')) === n;

function faults(): void {
  it(
    '10,000 tasks are drained by two workers of which one is killed ten times, each effect exactly once',
    async () => {
      const kills = 10;
      const tasks = 1_000; // for each kill, so that each one hits work
      await startWorker({ concurrency: 20 });
      for (let kill = 0; kill < kills; kill += 1) {
        const victim = await startWorker({ concurrency: 20 });
        await enqueue('test.count', tasks, kill * tasks);
        await until(async () => (await count('effect')) > kill * tasks);
        await end(victim, 'SIGKILL');
        if (kill === 5 && server) {
          await server.kill();
          await server.start();
        }
      }
      await until(finished(kills * tasks), 60_000);
      expect(await count(`task_result WHERE status = 'done'`)).toBe(kills * tasks);
      expect(await count('effect')).toBe(kills * tasks);
      expect(await count('(SELECT DISTINCT n FROM effect) AS effects')).toBe(kills * tasks);
      expect(await count('outbox_message')).toBe(0);
      // Killed at work they left runs that others repeated; otherwise this would have tested nothing.
      expect(await count('task_result WHERE attempts > 1')).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );

  it('a task whose worker is killed at it is taken over within the time that is configured', async () => {
    const recovery = 3;
    const victim = await startWorker({ recovery });
    await enqueue('test.endless');
    await until(async () => (await count('begun')) === 1);
    await startWorker({ recovery });
    await end(victim, 'SIGKILL');
    const killed = Date.now();
    await until(finished(1));
    expect(Date.now() - killed).toBeLessThan(recovery * 1_000 + SLOW_MACHINE_MS);
    expect(await count(`task_result WHERE status = 'done' AND attempts = 2`)).toBe(1);
    expect(await count('effect')).toBe(1);
  });

  it(
    'a task whose worker dies five times fails for good, and its compensation runs once',
    async () => {
      await enqueue('test.kill');
      for (let kill = 1; kill <= 5; kill += 1) {
        const worker = await startWorker();
        if (worker.signalCode === null) await once(worker, 'exit');
        expect(worker.signalCode).toBe('SIGKILL');
      }
      await startWorker();
      await until(finished(1));
      const { rows } = await client.query('SELECT status, attempts, traceback FROM task_result');
      expect(rows).toEqual([{ status: 'failed', attempts: 5, traceback: expect.stringMatching(/stalled/) }]);
      expect(await count('compensation')).toBe(1);
      expect(await count('effect')).toBe(0);
    },
    PATIENCE_MS,
  );

  it('a task that blocks its process for longer than its lock runs twice at most, its effect once', async () => {
    await Promise.all([startWorker(), startWorker()]);
    await enqueue('test.block');
    await until(async () => (await count('begun')) === 2);
    await until(finished(1));
    // Both have come to their end when both have released what they held.
    await Promise.all(workers.map((worker) => end(worker, 'SIGTERM')));
    expect(await count('begun')).toBe(2);
    expect(await count('effect')).toBe(1);
    expect(await count(`task_result WHERE status = 'done'`)).toBe(1);
  });
}

describe('workers on PostgreSQL', faults);

redis.describe('workers on Redis', () => {
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(async () => {
    await server?.close();
    server = undefined;
  });
  faults();
});
