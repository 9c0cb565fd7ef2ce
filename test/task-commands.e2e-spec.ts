import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type CliResult, runCli } from './support/cli.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';

const ID = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client(database.url);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});
beforeEach(async () => {
  await client.query('TRUNCATE task_result, outbox_message CASCADE');
  await client.query(
    `INSERT INTO task_result (task_id, job, queue, status, attempts, traceback, created_at, finished_at)
     SELECT v.id::uuid, v.job, v.queue, v.status, 3, v.traceback, now() - v.age::interval,
       CASE WHEN v.status IN ('done', 'failed') THEN now() END
     FROM (VALUES
       ('${ID(1)}', 'sweep-limits', 'default', 'failed', E'Error: no luck\n    at line 1', '4 hours'),
       ('${ID(2)}', 'cv.improve', 'ai', 'failed', 'Error: no model', '3 hours'),
       ('${ID(3)}', 'sweep-limits', 'default', 'done', NULL, '2 hours'),
       ('${ID(4)}', 'sweep-limits', 'default', 'waiting', NULL, '1 hour')) v (id, job, queue, status, traceback, age)`,
  );
  // Of a job that this version does not know, so it stays where it is.
  await client.query(`INSERT INTO outbox_message (task_id, job, payload) VALUES ('${ID(5)}', 'newer', '{}')`);
});

const tasks = (...args: string[]): Promise<CliResult> => runCli(args, { DATABASE_URL: database.url });

async function statuses(): Promise<Record<string, string>> {
  const { rows } = await client.query<{ id: string; status: string }>(
    'SELECT task_id AS id, status FROM task_result ORDER BY task_id',
  );
  return Object.fromEntries(rows.map(({ id, status }) => [id.at(-1)!, status]));
}

const UNTOUCHED = { 1: 'failed', 2: 'failed', 3: 'done', 4: 'waiting' };

describe('tasks:list', () => {
  it('shows what there is, the newest first, also what is still to be queued', async () => {
    const { stdout, code } = await tasks('tasks:list', '--json');
    expect(code).toBe(0);
    const listed = JSON.parse(stdout) as { task: string; status: string; problem: string | null }[];
    expect(listed.map(({ task, status }) => [Number(task.at(-1)), status])).toEqual([
      ...[
        [5, 'waiting'],
        [4, 'waiting'],
        [3, 'done'],
        [2, 'failed'],
      ],
      [1, 'failed'],
    ]);
    expect(listed.at(-1)!.problem).toBe('Error: no luck');
  });

  it('takes a filter, and refuses one that cannot be', async () => {
    const { stdout } = await tasks('tasks:list', '--status', 'failed', '--queue', 'default');
    expect(stdout).toMatch(/TASK +JOB +QUEUE/);
    expect(stdout).toContain(ID(1));
    expect(stdout).not.toContain(ID(2));
    const wrong = await tasks('tasks:list', '--status', 'broken');
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('waiting, running, done') });
  });
});

describe('tasks:run', () => {
  it('queues a job with its payload', async () => {
    const { stdout, code } = await tasks('tasks:run', 'sweep-tasks', '--payload', '{"results": 7}', '--json');
    expect(code).toBe(0);
    const { task } = JSON.parse(stdout) as { task: string };
    const { rows } = await client.query(
      `SELECT job, payload FROM task_result WHERE task_id = $1
       UNION ALL SELECT job, payload FROM outbox_message WHERE task_id = $1`,
      [task],
    );
    expect(rows).toEqual([{ job: 'sweep-tasks', payload: { results: 7 } }]);
  });

  it.each([
    [['sweep-task'], 'There are: cv.'],
    [['sweep-tasks', '--payload', '{days}'], 'It takes JSON'],
    [['sweep-tasks', '--payload', '[1]'], '--payload:'],
  ])('refuses %j', async (args, message) => {
    expect(await tasks('tasks:run', ...args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message),
    });
  });
});

describe('tasks:retry', () => {
  it('runs one again, and tells which ones it did not', async () => {
    const { code, stdout, stderr } = await tasks('tasks:retry', ID(1), ID(3), ID(9));
    expect(code).toBe(1);
    expect(stdout).toContain('1 task will be run again');
    expect(stderr).toContain(`${ID(3)}, ${ID(9)}`);
    expect(await statuses()).toEqual({ ...UNTOUCHED, 1: 'waiting' });
  });

  it('runs all again that failed, of a job if one is named, once that is confirmed', async () => {
    expect((await tasks('tasks:retry', '--failed', '--dry-run')).stdout).toContain('2 tasks');
    expect(await statuses()).toEqual(UNTOUCHED);
    expect((await tasks('tasks:retry', '--failed', '--job', 'cv.improve', '--yes')).code).toBe(0);
    expect(await statuses()).toEqual({ ...UNTOUCHED, 2: 'waiting' });
  });

  it('asks which ones', async () => {
    expect((await tasks('tasks:retry')).stderr).toContain('--failed');
    expect(await tasks('tasks:retry', 'seven')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no id of a task'),
    });
  });
});

describe('tasks:purge', () => {
  it('only tells, when it is dry, and takes no silence for a yes', async () => {
    const dry = await tasks('tasks:purge', '--dry-run', '--json');
    expect(JSON.parse(dry.stdout)).toEqual({ waiting: 2, cancelled: 0, dry_run: true });
    expect((await tasks('tasks:purge')).code).toBe(2);
    expect(await statuses()).toEqual(UNTOUCHED);
  });

  it('cancels what waits, in the outbox too, and nothing else', async () => {
    const { code, stdout } = await tasks('tasks:purge', '--yes');
    expect(code).toBe(0);
    expect(stdout).toContain('Cancelled 2 tasks');
    expect(await statuses()).toEqual({ ...UNTOUCHED, 4: 'cancelled', 5: 'cancelled' });
  });
});
