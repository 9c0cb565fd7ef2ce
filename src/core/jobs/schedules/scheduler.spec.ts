import { afterEach, beforeAll, afterAll, beforeEach, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import pg from 'pg';
import { openTransactions, type OpenTransactions } from '../../../../test/support/open-transactions.js';
import { until } from '../../../../test/support/until.js';
import { Job } from '../job.js';
import { JobRegistry } from '../job-registry.js';
import { OutboxMessage } from '../outbox-message.entity.js';
import type { OutboxRelay } from '../outbox-relay.js';
import { Outbox } from '../outbox.service.js';
import { PeriodicTask } from '../periodic-task.entity.js';
import { PeriodicTasks } from '../periodic-tasks.service.js';
import { Scheduler } from './scheduler.js';

class ReportJob extends Job<{ days: number }> {
  static readonly jobName = 'report';
  override readonly schedule = { crontab: '0 3 * * *', payload: { days: 30 } };

  override async perform(): Promise<void> {
    // it is only ever enqueued here
  }
}

let open: OpenTransactions;
let tasks: PeriodicTasks;
let schedulers: Scheduler[];

beforeAll(async () => {
  open = await openTransactions([PeriodicTask, OutboxMessage]);
});
beforeEach(async () => {
  await open.source.query('TRUNCATE periodic_task, outbox_message, task_result CASCADE');
  schedulers = Array.from({ length: 4 }, () => scheduler());
});
afterEach(async () => {
  await Promise.all(schedulers.map((each) => each.beforeApplicationShutdown()));
});
afterAll(() => open.close());

/** A scheduler as of a process of its own; what it enqueues stays in the outbox. */
function scheduler(): Scheduler {
  const discovery = { getProviders: () => [{ instance: new ReportJob() }] } as unknown as DiscoveryService;
  const registry = new JobRegistry(discovery);
  registry.onApplicationBootstrap();
  const relay = { ready: () => false, handOver: () => undefined } as unknown as OutboxRelay;
  tasks = new PeriodicTasks(open.transactions, registry, new Outbox(open.transactions, registry, relay));
  return new Scheduler(open.transactions, registry, tasks);
}

const start = (): Promise<unknown> => Promise.all(schedulers.map((each) => each.start()));

const add = (columns: string, values: string): Promise<unknown> =>
  open.source.query(`INSERT INTO periodic_task (job, ${columns}) VALUES ('report', ${values})`);

const task = (name: string): Promise<PeriodicTask> =>
  open.source.getRepository(PeriodicTask).findOneByOrFail({ name });

const started = (): Promise<number> => open.source.getRepository(OutboxMessage).count();

const hasRun = (name: string) => async (): Promise<boolean> => (await task(name)).totalRunCount > 0;

it('writes down the schedules that jobs come with, and leaves alone what staff made of them', async () => {
  await start();
  expect(await task('report')).toMatchObject({ crontab: '0 3 * * *', payload: { days: 30 }, enabled: true });
  await until(async () => (await task('report')).nextRunAt !== null);
  expect((await task('report')).nextRunAt!.toISOString()).toMatch(/T03:00:00/);

  await open.source.query(`UPDATE periodic_task SET crontab = '30 4 * * *', payload = '{"days": 7}'`);
  schedulers.push(scheduler());
  await schedulers.at(-1)!.start();
  expect(await task('report')).toMatchObject({ crontab: '30 4 * * *', payload: { days: 7 } });
});

it('starts what is due once, however many schedulers there are', async () => {
  for (let n = 0; n < 20; n += 1)
    await add('name, every_seconds, next_run_at', `'t${n}', 3600, now() - interval '1 second'`);
  await start();
  await until(async () => (await started()) >= 20);
  await Promise.all(schedulers.map((each) => each.beforeApplicationShutdown()));
  expect(await started()).toBe(20);
  expect(await task('t7')).toMatchObject({ totalRunCount: 1, version: 1 });
});

it('runs once for all it has missed, and goes on in step', async () => {
  await add('name, every_seconds, next_run_at', `'late', 3600, now() - interval '10 hours 20 minutes'`);
  const due = (await task('late')).nextRunAt!.getTime();
  await start();
  await until(hasRun('late'));
  const { nextRunAt, lastRunAt, totalRunCount } = await task('late');
  expect(totalRunCount).toBe(1);
  expect(nextRunAt!.getTime() - due).toBe(11 * 3_600_000);
  expect(Math.abs(lastRunAt!.getTime() - Date.now())).toBeLessThan(10_000);
  expect(await started()).toBe(1);
});

it('leaves out a run while the one before it has not ended, but never the only one', async () => {
  await add('name, every_seconds', `'often', 1`);
  await start();
  await until(hasRun('often'));
  const { id, nextRunAt } = await task('often');
  await until(async () => (await task('often')).nextRunAt!.getTime() >= nextRunAt!.getTime() + 1_000);
  expect(await started()).toBe(1);

  await add('name, clocked_at, id', `'once', now(), 7`);
  await open.source.query(
    `INSERT INTO task_result (job, periodic_task_id, status) VALUES ('report', 7, 'running')`,
  );
  await until(hasRun('once'));

  await open.source.query('DELETE FROM outbox_message');
  await until(async () => (await task('often')).totalRunCount >= 2);
  expect((await task('often')).id).toBe(id);
});

it('a clocked task runs once, and is switched off', async () => {
  await add('name, clocked_at', `'once', now() - interval '1 minute'`);
  await start();
  await until(hasRun('once'));
  expect(await task('once')).toMatchObject({ enabled: false, nextRunAt: null, totalRunCount: 1 });
});

it('a schedule that SQL changes is planned anew, and none runs that is switched off', async () => {
  await add('name, every_seconds', `'often', 7200`);
  await add('name, every_seconds, enabled, next_run_at', `'off', 1, false, now() - interval '1 hour'`);
  await start();
  await until(async () => (await task('often')).nextRunAt !== null);
  await open.source.query(`UPDATE periodic_task SET every_seconds = 1 WHERE name = 'often'`);
  await until(hasRun('often'));
  expect(await task('off')).toMatchObject({ totalRunCount: 0, nextRunAt: null });
});

it('switches off what it cannot read, and does the rest', async () => {
  await add('name, crontab', `'broken', 'every full moon'`);
  await add('name, crontab, time_zone', `'lost', '* * * * *', 'Mars/Olympus'`);
  await add('name, every_seconds, next_run_at', `'fine', 3600, now()`);
  await start();
  await until(hasRun('fine'));
  await until(async () => !(await task('broken')).enabled && !(await task('lost')).enabled);
  expect(await started()).toBe(1);
});

it('leaves a task whose job only another version knows to that version', async () => {
  await open.source.query(
    `INSERT INTO periodic_task (job, name, every_seconds, next_run_at) VALUES ('newer', 'newer', 1, now() - interval '1 day')`,
  );
  await add('name, every_seconds, next_run_at', `'fine', 3600, now()`);
  await start();
  await until(hasRun('fine'));
  expect(await task('newer')).toMatchObject({ enabled: true, totalRunCount: 0 });
});

it.each([
  [{ crontab: 'never' }, 'crontab', 'Write five fields'],
  [{ crontab: '0 0 * * *', timeZone: 'Mars/Olympus' }, 'timeZone', 'no time zone'],
  [{ crontab: '0 0 * * *', everySeconds: 5 }, 'crontab', 'either'],
  [{}, 'crontab', 'either'],
  [{ everySeconds: 0 }, 'everySeconds', '1 or more'],
  [{ clockedAt: new Date(0) }, 'clockedAt', 'has passed'],
  [{ everySeconds: 5, job: 'reprot' }, 'job', 'There are: report.'],
  [{ everySeconds: 5, payload: ['days'] as never }, 'payload', 'must be an object'],
  [{ everySeconds: 5, payload: { days: null } as never }, 'payload', 'a number or a string'],
])('refuses %j at %s', async (values, field, message) => {
  const refusal = tasks.create({ name: 'wrong', job: 'report', ...values });
  await expect(refusal).rejects.toMatchObject({
    extras: { errors: { [field]: [expect.stringContaining(message)] } },
  });
});

it('goes on when the database is back after it was away', async () => {
  const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  const server = new pg.Client({ connectionString: process.env.TEST_DATABASE_SERVER });
  await server.connect();
  const [{ name }] = await open.source.query<[{ name: string }]>('SELECT current_database() AS name');
  try {
    await start();
    await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await server.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [
      name,
    ]);
    await until(async () =>
      warn.mock.calls.some(([text]) => String(text).includes('cannot be started for now')),
    );
  } finally {
    await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await server.end();
    warn.mockRestore();
  }
  await add('name, every_seconds, next_run_at', `'due', 3600, now() - interval '1 second'`);
  await until(hasRun('due'));
  expect(await started()).toBe(1);
});
