import type { INestApplicationContext } from '@nestjs/common';
import { Transactions } from '../../database/transactions.service.js';
import { JobRegistry } from '../job-registry.js';
import type { TaskStatus } from '../task-result.entity.js';

/** Which tasks a command is about. */
export interface TaskFilter {
  status?: string;
  job?: string;
  queue?: string;
}

/** A task as the command line tells it. */
export interface ListedTask {
  task: string;
  job: string;
  queue: string;
  status: TaskStatus;
  attempts: number;
  created_at: Date;
  finished_at: Date | null;
  duration_ms: number | null;
  /** The first line of why it, or its last run, failed. */
  problem: string | null;
}

/** Those with a result and those that still wait in the outbox. `$1` the queues of jobs, `$2` to `$4` a filter. */
const TASKS = `
  SELECT * FROM (
    SELECT task_id AS task, job, queue, status, attempts, created_at, finished_at, duration_ms,
      left(split_part(traceback, E'\\n', 1), 200) AS problem
    FROM task_result
    UNION ALL
    SELECT task_id, job, coalesce($1::jsonb ->> job, 'default'), 'waiting', 0, created_at, NULL, NULL, NULL
    FROM outbox_message) AS task
  WHERE ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR job = $3) AND ($4::text IS NULL OR queue = $4)
  ORDER BY created_at DESC, task`;

/** The tasks that fit, the newest first. */
export async function findTasks(
  app: INestApplicationContext,
  { status, job, queue }: TaskFilter,
  limit: number | null = null,
): Promise<ListedTask[]> {
  const registry = app.get(JobRegistry);
  const queues = Object.fromEntries(registry.names().map((name) => [name, registry.queueOf(name)]));
  return app
    .get(Transactions)
    .sql<ListedTask>(`${TASKS} LIMIT $5`, [queues, status ?? null, job ?? null, queue ?? null, limit]);
}
