import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTransactions, type OpenTransactions } from '../../../test/support/open-transactions.js';
import { OutboxMessage } from './outbox-message.entity.js';
import { PeriodicTask } from './periodic-task.entity.js';
import { TaskResult } from './task-result.entity.js';
import { finishTasks, startTasks } from './task-statements.js';

let open: OpenTransactions;

beforeAll(async () => (open = await openTransactions([OutboxMessage, PeriodicTask, TaskResult])));
afterAll(() => open.close());

it('starts and ends a few tasks without reading all that wait', async () => {
  const { transactions } = open;
  await transactions.run(async () => {
    await transactions.sql(`
      INSERT INTO task_result (job, status, finished_at) SELECT 'empty', 'done', now() FROM generate_series(1, 5000)`);
    await transactions.sql('ANALYZE task_result');
    // PostgreSQL keeps to the plan it has made for the sixth call, here while nothing waits.
    await runSome();
    await enqueue(5_000);
    const before = await rowsRead();
    await runSome();
    expect((await rowsRead()) - before).toBeLessThan(100);
  });
});

async function runSome(): Promise<void> {
  const ids = (await enqueue(6)).map(({ id }) => [id]);
  for (const id of ids) await startTasks(open.transactions, [id]);
  for (const id of ids) await finishTasks(open.transactions, [id, [null], [1]]);
}

function enqueue(count: number): Promise<{ id: string }[]> {
  return open.transactions.sql(
    `INSERT INTO task_result (job) SELECT 'empty' FROM generate_series(1, $1) RETURNING task_id AS id`,
    [count],
  );
}

async function rowsRead(): Promise<number> {
  const [read] = await open.transactions.sql<{ rows: number }>(
    `SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) AS rows
       FROM pg_stat_xact_user_tables WHERE relname = 'task_result'`,
  );
  return Number(read!.rows);
}
