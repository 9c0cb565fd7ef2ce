import type { JobPayload } from './job.js';
import type { QueueName } from './queue-names.js';

/** A task as the queue is told about it. */
export interface QueuedTask {
  taskId: string;
  job: string;
  queue: QueueName;
  payload: JobPayload;
  priority: number;
  runAt: Date | null;
  requestId: string | null;
  traceparent: string | null;
}

/** Its columns in `task_result`. */
export const QUEUED_TASK = `task_id AS "taskId", job, queue, payload, priority, run_at AS "runAt",
  request_id AS "requestId", traceparent`;

/** What both tables know about a task. */
export const TASK_COLUMNS = `task_id, job, payload, priority, run_at, expires_at, periodic_task_id, group_id,
  after_group_id, request_id, traceparent, created_at`;
