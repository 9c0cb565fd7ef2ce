import { preparedQuery } from '../database/prepared-query.js';
import { QUEUED_TASK, type QueuedTask } from './task.js';

/**
 * The hot statements on `task_result`. Each takes many tasks at a time, since a worker's tasks share them, and none waits
 * for the disk: should PostgreSQL crash within the moment before they are on it, tasks run once more, as they may anyway.
 * What a job itself has committed is on the disk.
 */
export const WITHOUT_WAITING = `(SELECT set_config('synchronous_commit', 'off', true)) = 'off'`;

/**
 * Not said by `finished_at`: its index holds all that wait, and a plan made while they were few would read through them
 * each time. Named by `task_id`, rows are found by their own.
 */
const UNFINISHED = `status IN ('waiting', 'running')`;

export interface StartedTask {
  taskId: string;
  attempt: number;
  expiresAt: Date | null;
  cancelRequested: boolean;
  afterGroupId: string | null;
}

/** `$1` task ids. Those that have ended, or that nobody knows, are not started and not returned. */
export const startTasks = preparedQuery<StartedTask>(`
  UPDATE task_result SET status = 'running', attempts = attempts + 1, started_at = now(), progress = NULL
   WHERE task_id = ANY ($1::uuid[]) AND ${UNFINISHED} AND ${WITHOUT_WAITING}
  RETURNING task_id AS "taskId", attempts AS attempt, expires_at AS "expiresAt",
            cancel_requested_at IS NOT NULL AS "cancelRequested", after_group_id AS "afterGroupId"`);

/**
 * `$1` task ids, `$2` results as JSON, `$3` milliseconds. Counts down what waits for their groups in the same
 * statement. @returns how many are left for each that waits.
 */
export const finishTasks = preparedQuery<{ waitsFor: number }>(`
  WITH ended AS (
    UPDATE task_result t
       SET status = 'done', result = i.result, traceback = NULL, finished_at = now(), duration_ms = i.ms
      FROM unnest($1::uuid[], $2::jsonb[], $3::int[]) AS i (task_id, result, ms)
     WHERE t.task_id = i.task_id AND t.task_id = ANY ($1) AND ${UNFINISHED} AND ${WITHOUT_WAITING}
    RETURNING t.group_id),
  counted AS (SELECT group_id, count(*)::int AS n FROM ended WHERE group_id IS NOT NULL GROUP BY group_id)
  UPDATE outbox_message m SET waits_for = waits_for - n
    FROM counted WHERE m.after_group_id = counted.group_id
  RETURNING m.waits_for AS "waitsFor"`);

/** `$1` task ids. @returns those that shall stop. */
export const cancelRequests = preparedQuery<{ taskId: string }>(`
  SELECT task_id AS "taskId" FROM task_result
   WHERE task_id = ANY ($1::uuid[]) AND cancel_requested_at IS NOT NULL`);

/**
 * `$1` the last id seen, `$2` milliseconds. Tasks that should have been running for so long and have not ended, in the
 * order of their ids.
 */
export const unfinishedTasks = preparedQuery<QueuedTask & { id: number }>(`
  SELECT id, ${QUEUED_TASK} FROM task_result
   WHERE finished_at IS NULL AND id > $1
     AND greatest(created_at, run_at) < now() - $2 * interval '1 millisecond'
   ORDER BY id LIMIT 500`);
