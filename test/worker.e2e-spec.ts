import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { until } from './support/until.js';

const WORKER = fileURLToPath(new URL('../dist/src/worker.js', import.meta.url));

let database: TestDatabase;
let client: pg.Client;
let workers: ChildProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client(database.url);
  await client.connect();
});
afterEach(async () => {
  const ended = workers.map((worker) => once(worker, 'exit'));
  for (const worker of workers) worker.kill('SIGTERM');
  expect(await Promise.all(ended)).toEqual(workers.map(() => [0, null]));
  workers = [];
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const environment = (): NodeJS.ProcessEnv => {
  const { PATH, HOME, TMPDIR, TEST_DIRECTORY } = process.env;
  const own = { NODE_ENV: 'test', LOG_LEVEL: 'warn', DATA_DIR: TEST_DIRECTORY, DATABASE_URL: database.url };
  return { PATH, HOME, TMPDIR, ...own };
};

/** As `npm run worker -- <args>` starts it, once it consumes. */
async function startWorker(...args: string[]): Promise<void> {
  const worker = fork(WORKER, args, { env: environment(), execArgv: [], silent: true });
  workers.push(worker);
  await once(worker, 'message');
}

/** Asks for a task of each queue. @returns the tasks' ids */
async function enqueue(...jobs: string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO outbox_message (job, payload) SELECT job, '{}' FROM unnest($1::text[]) job RETURNING task_id AS id`,
    [jobs],
  );
  return rows.map(({ id }) => id);
}

async function statusOf(task: string): Promise<string | undefined> {
  const { rows } = await client.query<{ status: string }>(
    'SELECT status FROM task_result WHERE task_id = $1',
    [task],
  );
  return rows[0]?.status;
}

describe('a worker that is told its queues', () => {
  it('runs what waits there, and leaves the rest to those that consume it', async () => {
    await startWorker('--queues', 'mail,ai', '--concurrency', '4');
    const [mail, other] = (await enqueue('retry-emails', 'sweep-limits')) as [string, string];
    await until(async () => (await statusOf(mail)) === 'done');
    await until(async () => (await statusOf(other)) === 'waiting');
    await startWorker('--queues=maintenance');
    await until(async () => (await statusOf(other)) === 'done');
  });

  it('does not start when there is no such queue, and names those there are', () => {
    const { status, stderr } = spawnSync(process.execPath, [WORKER, '--queues', 'mial'], {
      env: environment(),
    });
    expect(status).toBe(2);
    expect(String(stderr)).toContain('There is no queue "mial". There are: default, ai, mail, maintenance.');
  });
});
