import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { childrenOf, isAlive } from './support/child-work.js';
import { oneColumnPdf } from './support/cv-fixtures.js';
import { improve, questionnaireForm, register } from './support/people.js';

let first: TestApp;
let second: TestApp | undefined;
let database: pg.Client;

beforeEach(async () => {
  second = undefined;
});
afterEach(async () => {
  await database.end();
  await second?.stop();
  await first.stop();
});

/** Two seconds instead of fifteen before others take over what a killed process leaves. */
const QUICK = { JOB_RECOVERY_SECONDS: '2' };

async function open(env: NodeJS.ProcessEnv = {}): Promise<Api> {
  first = await startApp({ env: { ...QUICK, ...env } });
  database = new pg.Client(first.databaseUrl);
  database.on('error', () => undefined); // the database goes with the app that made it
  await database.connect();
  return register(api(first));
}

async function ask(person: Api): Promise<number> {
  const { body } = await person.post('/cv/questionnaire', questionnaireForm(await oneColumnPdf()));
  const request = { questionnaire: body.id, prompt: 'Improve my CV for this position.' };
  const answer = await person.post('/cv/ai-responses', request, { headers: { prefer: 'respond-async' } });
  expect(answer.status).toBe(202);
  return answer.body.id;
}

/** Looks until the condition holds; Jest's timeout is what ends a wait in vain. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

const count = async (sql: string): Promise<number> => {
  const { rows } = await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`);
  return rows[0]?.n ?? 0;
};

const finished = () => count(`ai_response WHERE status = 'done'`).then((n) => n === 1);

async function expectOneResult(id: number): Promise<void> {
  expect(await count(`cv_version WHERE origin = 'improve'`)).toBe(1);
  expect(await count(`processed_effect WHERE key = 'ai-response:${id}'`)).toBe(1);
  await until(async () => (await count('outbox_message')) === 0);
}

describe('kill -9', () => {
  it('before the worker saw the job: the next start finishes it, once', async () => {
    const person = await open({ WORKER: 'off' });
    const id = await ask(person);
    await first.kill();
    expect(await finished()).toBe(false);
    second = await startApp({ successorOf: first, env: QUICK });
    await until(finished);
    await expectOneResult(id);
  });

  it('between the commit and the queue: the next start queues the task', async () => {
    const person = await open({ WORKER: 'off' });
    const id = await ask(person);
    await until(async () => (await count('bullmq.job')) === 1);
    await first.kill();
    // As if the process had died before it could queue the task.
    await database.query('DELETE FROM bullmq.job');
    second = await startApp({ successorOf: first, env: QUICK });
    await until(finished);
    await expectOneResult(id);
  });

  it('between the commit and the queue: a worker that goes on queues the task', async () => {
    await open({ JOB_RECOVERY_SECONDS: '1' });
    // What the dead process had committed.
    await database.query(`INSERT INTO task_result (job, queue) VALUES ('sweep-limits', 'maintenance')`);
    await until(
      async () => (await count(`task_result WHERE job = 'sweep-limits' AND status = 'done'`)) === 1,
    );
  });

  it('in the middle of the job: another worker takes it over, and it happens once', async () => {
    const person = await open({ WORKER: 'off' });
    const id = await ask(person);
    // The job's first write waits on this lock, so the kill hits it at work.
    const lock = new pg.Client(first.databaseUrl);
    await lock.connect();
    await lock.query('BEGIN');
    await lock.query('SELECT 1 FROM ai_response WHERE id = $1 FOR UPDATE', [id]);
    second = await startApp({ successorOf: first, env: QUICK });
    await until(() =>
      count(`pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%ai_response%'`).then(
        (n) => n > 0,
      ),
    );
    await second.kill();
    await lock.end();
    expect(await finished()).toBe(false);
    second = await startApp({ successorOf: first, env: QUICK });
    await until(finished);
    await expectOneResult(id);
  });
});

describe('the child process that improves CVs', () => {
  const children = (): number[] => childrenOf(first.pid, 'improve.child.js');

  it('holds up no other job when it stands still, and is replaced when it is killed', async () => {
    const person = await open();
    expect(children()).toEqual([]);
    await improve(person, await oneColumnPdf());
    const [child] = children() as [number];
    process.kill(child, 'SIGSTOP');
    const id = await ask(person);
    await until(() => count(`ai_response WHERE id = ${id} AND status = 'running'`).then((n) => n === 1));
    const { body } = await person.post('/cv/questionnaire', { position: 'Chef' });
    const other = await person.post('/cv/ai-responses', {
      questionnaire: body.id,
      prompt: 'What should I cover?',
    });
    expect(other.body.status).toBe('done');
    process.kill(child, 'SIGKILL');
    await until(() => count(`ai_response WHERE status = 'done'`).then((n) => n === 3));
    expect(await count(`processed_effect WHERE key = 'ai-response:${id}'`)).toBe(1);
    expect(children()).not.toContain(child);
  });

  it.each([
    ['stopped', 'stop'],
    ['killed', 'kill'],
  ] as const)('is not left behind when the service is %s', async (_what, end) => {
    const person = await open();
    await improve(person, await oneColumnPdf());
    const [child] = children() as [number];
    await first[end]();
    await until(async () => !isAlive(child));
    expect(isAlive(child)).toBe(false);
  });
});

describe('a stop by SIGTERM', () => {
  it('answers a request that waits for its job with 202, and ends cleanly', async () => {
    const person = await open({ WORKER: 'off' });
    const { body } = await person.post('/cv/questionnaire', { position: 'Chef' });
    const waiting = person.post('/cv/ai-responses', { questionnaire: body.id, prompt: 'Improve my CV.' });
    await until(async () => (await count('ai_response')) === 1);
    const [answer] = await Promise.all([waiting, first.stop()]);
    expect(answer.status).toBe(202);
    expect(answer.body.status).toBe('pending');
  });
});

describe('a job that only another version of the service knows', () => {
  it('waits in the outbox and holds up no other', async () => {
    const person = await open();
    await database.query(
      `INSERT INTO outbox_message (job, payload)
       SELECT 'cv.of-a-later-version', '{}' FROM generate_series(1, 150)`,
    );
    await ask(person);
    await until(finished);
    await until(async () => (await count(`outbox_message WHERE job = 'cv.improve'`)) === 0);
    expect(await count('outbox_message')).toBe(150);
  });
});
