import { preparedQuery } from '../database/prepared-query.js';
import type { Transactions } from '../database/transactions.service.js';

/** How many tasks there are. */
export interface JobCounts {
  /** By queue and state: `ai waiting`. */
  tasks: Map<string, number>;
  outbox: number;
  oldestSeconds: number;
}

/** By indexes: of what is unfinished, and of what was asked for within the last hour. */
const TASKS = preparedQuery<{ key: string; tasks: number }>(`
  SELECT queue || ' ' || status AS key, count(*)::int AS tasks FROM task_result WHERE finished_at IS NULL GROUP BY 1
  UNION ALL
  SELECT queue || ' ' || status, count(*)::int FROM task_result
  WHERE created_at > now() - interval '1 hour' AND finished_at IS NOT NULL GROUP BY 1`);

const OUTBOX = preparedQuery<Omit<JobCounts, 'tasks'>>(`
  SELECT count(*)::int AS outbox,
    coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE waits_for = 0)), 0)::float AS "oldestSeconds"
  FROM outbox_message`);

/** Counts the tasks of all processes. */
export async function readJobCounts(transactions: Transactions): Promise<JobCounts> {
  const [rows, [outbox]] = await Promise.all([TASKS(transactions, []), OUTBOX(transactions, [])]);
  return { tasks: new Map(rows.map(({ key, tasks }) => [key, tasks])), ...outbox! };
}
