import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.service.js';
import { QUEUE_NAMES } from '../../core/jobs/queue-names.js';
import { isGranted, permissionName } from '../abilities.js';
import { AdminPage } from '../admin-page.js';
import type {
  EndedTasks,
  MonitoredQueue,
  MonitoredTask,
  TaskMonitorAnswer,
} from '../answers/task-monitor.answer.js';
import type { StaffUser } from '../staff-authenticator.js';

/** By the partial index of tasks under way, and by that of when tasks were made. */
const QUEUES = `
  SELECT coalesce(open.queue, ended.queue) AS name,
    coalesce(waiting, 0) AS waiting, coalesce(planned, 0) AS planned, coalesce(running, 0) AS running,
    waiting_seconds AS "waitingSeconds", coalesce(done, 0) AS done, coalesce(failed, 0) AS failed
  FROM (
    SELECT queue,
      (count(*) FILTER (WHERE status = 'waiting' AND since <= now()))::int AS waiting,
      (count(*) FILTER (WHERE status = 'waiting' AND since > now()))::int AS planned,
      (count(*) FILTER (WHERE status = 'running'))::int AS running,
      floor(extract(epoch FROM now() - min(since) FILTER (WHERE status = 'waiting' AND since <= now())))::int
        AS waiting_seconds
    FROM (SELECT queue, status, greatest(created_at, run_at) AS since
          FROM task_result WHERE finished_at IS NULL) AS unfinished
    GROUP BY queue) AS open
  FULL JOIN (
    SELECT queue, (count(*) FILTER (WHERE status = 'done'))::int AS done,
      (count(*) FILTER (WHERE status = 'failed'))::int AS failed
    FROM task_result WHERE created_at > now() - interval '1 hour' AND finished_at IS NOT NULL GROUP BY queue) AS ended
  ON ended.queue = open.queue`;

const OUTBOX = 'SELECT count(*)::int AS tasks FROM (SELECT 1 FROM outbox_message LIMIT 1000) AS queued';

/** `$1` the step, `$2` how many of them: those that ended by when they did, found by when they were made. */
const ENDED = `
  SELECT steps.begin AS "from", coalesce(done, 0) AS done, coalesce(failed, 0) AS failed
  FROM generate_series(
    date_bin($1::interval, now(), 'epoch') - ($2 - 1) * $1::interval, now(), $1::interval) AS steps (begin)
  LEFT JOIN (
    SELECT date_bin($1::interval, finished_at, 'epoch') AS begin,
      (count(*) FILTER (WHERE status = 'done'))::int AS done,
      (count(*) FILTER (WHERE status <> 'done'))::int AS failed
    FROM task_result
    WHERE created_at > now() - $2 * $1::interval AND finished_at > now() - $2 * $1::interval
    GROUP BY 1) AS ended
  ON ended.begin = steps.begin ORDER BY steps.begin`;

const TASK = `id::text AS key, job, queue, attempts, progress`;

const RUNNING = `SELECT ${TASK}, started_at AS at, NULL AS problem FROM task_result
  WHERE finished_at IS NULL AND status = 'running' ORDER BY id LIMIT 20`;

const FAILURES = `SELECT ${TASK}, finished_at AS at, left(split_part(traceback, E'\\n', 1), 300) AS problem
  FROM task_result WHERE status = 'failed' ORDER BY created_at DESC LIMIT 20`;

/** How background work stands: queues, what ended when, what runs and what failed. */
@Injectable()
export class TaskMonitorPage extends AdminPage {
  readonly id = 'task-monitor';
  readonly label = 'Task monitor';
  readonly component = 'TaskMonitor';
  readonly view = 'core.view_task_result';

  constructor(private readonly transactions: Transactions) {
    super();
  }

  async load(staff: StaffUser): Promise<TaskMonitorAnswer> {
    const sql = <Row extends object>(statement: string, parameters: unknown[] = []) =>
      this.transactions.sql<Row>(statement, parameters);
    const [queues, [outbox], hour, day, running, failures] = await Promise.all([
      sql<MonitoredQueue>(QUEUES),
      sql<{ tasks: number }>(OUTBOX),
      sql<EndedTasks>(ENDED, ['5 minutes', 12]),
      sql<EndedTasks>(ENDED, ['1 hour', 24]),
      sql<MonitoredTask>(RUNNING),
      sql<MonitoredTask>(FAILURES),
    ]);
    const mayChange = isGranted(staff, permissionName('core', 'change', 'task_result'));
    return { queues: allOf(queues), outbox: outbox!.tasks, hour, day, running, failures, mayChange };
  }
}

/** Every queue, those without any task too. */
function allOf(found: MonitoredQueue[]): MonitoredQueue[] {
  const nothing = { waiting: 0, planned: 0, running: 0, waitingSeconds: null, done: 0, failed: 0 };
  return QUEUE_NAMES.map((name) => found.find((queue) => queue.name === name) ?? { name, ...nothing });
}
