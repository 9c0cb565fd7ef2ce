import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { retryConflicts } from '../database/retry.js';
import { Transactions } from '../database/transactions.service.js';
import { NotFoundError } from '../http/app-error.js';
import { Batch } from './batch.js';
import { TaskCancelledError } from './job.errors.js';
import type { JobPayload } from './job.js';
import { resultJson, storable } from './job-payload.js';
import { JobRegistry } from './job-registry.js';
import { OutboxRelay } from './outbox-relay.js';
import { Queues } from './queues.service.js';
import { QUEUED_TASK, type QueuedTask, TASK_COLUMNS } from './task.js';
import { TaskResult, type TaskStatus } from './task-result.entity.js';
import { finishTasks, type StartedTask, startTasks } from './task-statements.js';

const ATTEMPTS = 4;
const LONGEST_TRACEBACK = 20_000;

/** How a task ends without success. */
export type Failure = Extract<TaskStatus, 'failed' | 'cancelled' | 'expired'>;

interface EndedTask {
  job: string;
  payload: JobPayload;
  groupId: string | null;
}

/** What is true about tasks: it is written here first, and the queue only follows. */
@Injectable()
export class TaskResults {
  private readonly starts = new Batch((ids: string[]) => this.startAll(ids));
  private readonly finishes = new Batch((tasks: { taskId: string; result: string | null; ms: number }[]) =>
    this.finishAll(tasks),
  );

  constructor(
    private readonly transactions: Transactions,
    private readonly dataSource: DataSource,
    private readonly registry: JobRegistry,
    private readonly queues: Queues,
    private readonly relay: OutboxRelay,
  ) {}

  /** @throws NotFoundError when no task has that id, or not any more. */
  async find(taskId: string): Promise<TaskResult> {
    const task = await this.transactions.repository(TaskResult).findOneBy({ taskId });
    if (!task) throw new NotFoundError('There is no task of that id.');
    return task;
  }

  /** Marks a task as running. @returns undefined when it has ended already, or is not known. */
  start(taskId: string): Promise<StartedTask | undefined> {
    return this.starts.add(taskId);
  }

  /**
   * Marks a task as done and lets start what waited for it.
   * @throws TypeError when the result cannot be stored.
   */
  async finish(taskId: string, result: unknown, ms: number): Promise<void> {
    await this.finishes.add({ taskId, result: resultJson(result), ms: Math.round(ms) });
  }

  /** Notes why a run failed that will be followed by another. */
  async again(taskId: string, error: Error): Promise<void> {
    await this.transactions.sql(
      `UPDATE task_result SET status = 'waiting', traceback = $2 WHERE task_id = $1 AND status = 'running'`,
      [taskId, traceback(error)],
    );
  }

  /**
   * Ends a task without success, together with its job's compensation and with all that waited for it.
   * @returns whether it was ended now; false when it had ended before.
   */
  async fail(taskId: string, status: Failure, error: Error, ms: number | null = null): Promise<boolean> {
    return this.transactions.run(async () => {
      const [task] = await this.transactions.sql<EndedTask>(
        `UPDATE task_result SET status = $2, traceback = $3, duration_ms = $4, finished_at = now()
          WHERE task_id = $1 AND finished_at IS NULL
         RETURNING job, payload, group_id AS "groupId"`,
        [taskId, status, traceback(error), ms && Math.round(ms)],
      );
      if (task) await this.compensate(task, error);
      return task !== undefined;
    });
  }

  /** Ends a task without success although its compensation fails. */
  async failWithoutCompensation(taskId: string, error: Error): Promise<void> {
    await this.transactions.sql(
      `UPDATE task_result SET status = 'failed', traceback = $2, finished_at = now()
        WHERE task_id = $1 AND finished_at IS NULL`,
      [taskId, traceback(error)],
    );
  }

  /** Tells people how far a running task is, at once, whatever transaction is in progress. @param percent 0 to 100 */
  async progress(taskId: string, percent: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE task_result SET progress = $2 WHERE task_id = $1 AND status = 'running'`,
      [taskId, Math.round(Math.min(100, Math.max(0, percent)))],
    );
  }

  /** The results of the tasks of a group, in the order they were asked for. */
  async resultsOf(groupId: string): Promise<unknown[]> {
    const rows = await this.transactions.sql<{ result: unknown }>(
      'SELECT result FROM task_result WHERE group_id = $1 ORDER BY id',
      [groupId],
    );
    return rows.map(({ result }) => result);
  }

  /**
   * Cancels a task: one that waits ends at once; one that runs is told to stop, and ends when its job does.
   * @returns false when it had ended before.
   * @throws NotFoundError when no task has that id.
   */
  async cancel(taskId: string): Promise<boolean> {
    return this.transactions.run(async () => {
      await this.takeFromOutbox(taskId);
      const [task] = await this.transactions.sql<QueuedTask & { status: TaskStatus }>(
        `UPDATE task_result SET cancel_requested_at = coalesce(cancel_requested_at, now())
          WHERE task_id = $1 AND finished_at IS NULL RETURNING status, ${QUEUED_TASK}`,
        [taskId],
      );
      if (!task) return this.find(taskId).then(() => false);
      if (task.status === 'waiting') {
        await this.fail(taskId, 'cancelled', new TaskCancelledError());
        await this.transactions.afterCommit(() => this.queues.remove(task.queue, taskId));
      }
      return true;
    });
  }

  /**
   * Runs a task again that did not succeed.
   * @returns false when it is under way, or has succeeded.
   * @throws NotFoundError when no task has that id.
   */
  async retry(taskId: string): Promise<boolean> {
    return this.transactions.run(async () => {
      const [task] = await this.transactions.sql<QueuedTask>(
        `UPDATE task_result
            SET status = 'waiting', attempts = 0, run_at = NULL, expires_at = NULL, started_at = NULL,
                finished_at = NULL, cancel_requested_at = NULL, duration_ms = NULL, progress = NULL
          WHERE task_id = $1 AND status IN ('failed', 'cancelled', 'expired') RETURNING ${QUEUED_TASK}`,
        [taskId],
      );
      if (!task) return this.find(taskId).then(() => false);
      this.registry.find(task.job);
      await this.transactions.afterCommit(() => this.queues.add([task]));
      return true;
    });
  }

  private async startAll(taskIds: string[]): Promise<(StartedTask | undefined)[]> {
    const rows = await retryConflicts(ATTEMPTS, () => startTasks(this.transactions, [taskIds]));
    const started = new Map(rows.map((row) => [row.taskId, row]));
    return taskIds.map((id) => started.get(id));
  }

  private async finishAll(tasks: { taskId: string; result: string | null; ms: number }[]): Promise<void[]> {
    const columns = [tasks.map((t) => t.taskId), tasks.map((t) => t.result), tasks.map((t) => t.ms)];
    const waiting = await retryConflicts(ATTEMPTS, () => finishTasks(this.transactions, columns));
    if (waiting.some(({ waitsFor }) => waitsFor === 0)) this.relay.nudge();
    return tasks.map(() => undefined);
  }

  private async compensate({ job, payload, groupId }: EndedTask, error: Error): Promise<void> {
    if (this.registry.has(job)) await this.registry.find(job).onFailed(payload, error);
    if (groupId) await this.cancelFollowers(groupId);
  }

  private async cancelFollowers(groupId: string): Promise<void> {
    const messages = await this.transactions.sql<{ taskId: string }>(
      'SELECT task_id AS "taskId" FROM outbox_message WHERE after_group_id = $1 ORDER BY id FOR UPDATE',
      [groupId],
    );
    for (const { taskId } of messages) {
      await this.takeFromOutbox(taskId);
      await this.fail(taskId, 'cancelled', new TaskCancelledError('a task before this one did not succeed'));
    }
  }

  /** Makes a result of a task that still waits in the outbox, as the relay would. */
  private async takeFromOutbox(taskId: string): Promise<void> {
    await this.transactions.sql(
      `WITH moved AS (DELETE FROM outbox_message WHERE task_id = $1 RETURNING ${TASK_COLUMNS})
       INSERT INTO task_result (${TASK_COLUMNS}) SELECT ${TASK_COLUMNS} FROM moved`,
      [taskId],
    );
  }
}

/** Message and stack, with those of the causes. */
function traceback(error: Error): string {
  const parts: string[] = [];
  for (let cause: unknown = error; cause && parts.length < 5; cause = (cause as Error).cause)
    parts.push(cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause));
  return storable(parts.join('\ncaused by ').slice(0, LONGEST_TRACEBACK));
}
