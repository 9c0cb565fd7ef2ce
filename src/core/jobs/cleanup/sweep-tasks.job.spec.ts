import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DiscoveryService } from '@nestjs/core';
import { openTransactions, type OpenTransactions } from '../../../../test/support/open-transactions.js';
import { JobRegistry } from '../job-registry.js';
import { SweepTasksJob } from './sweep-tasks.job.js';

let open: OpenTransactions;
let job: SweepTasksJob;
beforeAll(async () => {
  open = await openTransactions([]);
  const registry = new JobRegistry({
    getProviders: () => [{ instance: job }],
  } as unknown as DiscoveryService);
  job = new SweepTasksJob(open.transactions, registry);
  registry.onApplicationBootstrap();
});
afterAll(() => open.close());

it('forgets what ended long ago, whatever its number, and nothing else', async () => {
  await open.source.query(`
    INSERT INTO task_result (job, status, created_at, finished_at)
    SELECT v.job, v.status, now() - v.begun::interval, now() - v.ended::interval
    FROM (VALUES
      ('long over', 'done', '40 days', '31 days'),
      ('long failed', 'failed', '31 days', '31 days'),
      ('over', 'done', '40 days', '29 days'),
      ('runs for long', 'running', '40 days', NULL)) v (job, status, begun, ended)`);
  await open.source.query(`
    INSERT INTO processed_effect (key, created_at)
    SELECT 'old ' || n, now() - interval '91 days' FROM generate_series(1, 12000) n
    UNION ALL SELECT 'young', now() - interval '89 days'`);
  await open.source.query(`
    INSERT INTO outbox_message (job, payload, created_at)
    SELECT v.job, '{}', now() - v.age::interval FROM (VALUES
      ('nobodys', '31 days'), ('newer', '29 days'), ('sweep-tasks', '31 days')) v (job, age)`);

  expect(await job.perform({ results: 30, effects: 90, unknown: 30 })).toEqual({
    ...{ results: 2, effects: 12_000, unknown: 1 },
  });

  const left = (sql: string): Promise<unknown> =>
    open.source.query<{ name: string }[]>(sql).then((rows) => rows.map(({ name }) => name));
  expect(await left('SELECT job AS name FROM task_result ORDER BY id')).toEqual(['over', 'runs for long']);
  expect(await left('SELECT key AS name FROM processed_effect')).toEqual(['young']);
  expect(await left('SELECT job AS name FROM outbox_message ORDER BY id')).toEqual(['newer', 'sweep-tasks']);
});

it('keeps effects at least as long as the results of tasks that may be run again', async () => {
  await open.source.query(
    `INSERT INTO processed_effect (key, created_at) VALUES ('done', now() - interval '20 days')`,
  );
  await job.perform({ results: 30, effects: 7, unknown: 30 });
  expect(await open.source.query('SELECT key FROM processed_effect')).toEqual([{ key: 'done' }]);
});
