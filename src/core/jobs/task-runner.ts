import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Transactions } from '../database/transactions.service.js';
import { runInRequestContext } from '../http/request-context.js';
import { traceJob } from '../observability/tracing.js';
import { TaskCancelledError, TimeLimitError } from './job.errors.js';
import type { Job, JobType } from './job.js';
import type { JobRun } from './job-run.js';
import type { QueuedJob } from './queue.js';
import { TaskResults } from './task-results.service.js';
import { cancelRequests, type StartedTask } from './task-statements.js';

/** How long a job that was told to stop may go on; then its worker turns to other jobs, and leaves it behind. */
const GRACE_MS = 5_000;

/** How often running tasks are looked at for a wish to cancel them. */
const LOOK_MS = 1_000;

/** What came of one run. */
export type Outcome = { kind: 'done' } | { kind: 'failed' | 'cancelled'; error: Error };

/** Runs jobs, tells them to stop in time, and knows which ones run in this process. */
@Injectable()
export class TaskRunner implements OnApplicationShutdown {
  private readonly log = new Logger(TaskRunner.name);
  private readonly running = new Map<string, Run>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly results: TaskResults,
  ) {}

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Runs a task that was started, and records its end when it is done. */
  async run(job: Job, { payload, requestId, traceparent }: QueuedJob, task: StartedTask): Promise<Outcome> {
    const { taskId, attempt } = task;
    const { jobName: name, queue } = job.constructor as JobType;
    const run = new Run(task, this.results, job.hardTimeLimitMs);
    this.running.set(taskId, run);
    this.timer ??= setInterval(() => void this.look(), LOOK_MS).unref();
    const begun = performance.now();
    const context = { requestId: requestId ?? `task-${taskId}`, ip: null, origin: null };
    try {
      const result = await runInRequestContext(context, () =>
        traceJob({ name, queue, taskId, attempt, requestId, traceparent }, () =>
          run.untilStopped(() => job.perform(payload, run), job.timeLimitMs),
        ),
      );
      await this.results.finish(taskId, result, performance.now() - begun);
      return { kind: 'done' };
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      return { kind: run.stopReason instanceof TaskCancelledError ? 'cancelled' : 'failed', error };
    } finally {
      this.running.delete(taskId);
    }
  }

  private async look(): Promise<void> {
    if (this.running.size === 0) return;
    try {
      for (const { taskId } of await cancelRequests(this.transactions, [[...this.running.keys()]]))
        this.running.get(taskId)?.stop(new TaskCancelledError());
    } catch (error) {
      this.log.debug('running tasks could not be looked at', error);
    }
  }
}

/** A run as it can be stopped. Its signal is made when the job asks for it: that costs as much as a small job. */
class Run implements JobRun {
  stopReason: Error | undefined;
  private controller: AbortController | undefined;
  private giveUp: (() => void) | undefined;

  constructor(
    private readonly task: StartedTask,
    private readonly results: TaskResults,
    readonly hardTimeLimitMs: number,
  ) {}

  get taskId(): string {
    return this.task.taskId;
  }

  get attempt(): number {
    return this.task.attempt;
  }

  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.stopReason) this.controller.abort(this.stopReason);
    return this.controller.signal;
  }

  progress(percent: number): Promise<void> {
    return this.results.progress(this.taskId, percent);
  }

  async previous(): Promise<unknown[]> {
    const { afterGroupId } = this.task;
    return afterGroupId ? this.results.resultsOf(afterGroupId) : [];
  }

  /** Tells the job to stop; only the first reason counts. */
  stop(reason: Error): void {
    if (this.stopReason) return;
    this.stopReason = reason;
    this.controller?.abort(reason);
    this.giveUp?.();
  }

  /** Runs `perform` until it ends, or until {@link GRACE_MS} after it was told to stop. */
  async untilStopped(perform: () => Promise<unknown>, timeLimitMs: number): Promise<unknown> {
    const limit = setTimeout(() => this.stop(new TimeLimitError(timeLimitMs)), timeLimitMs);
    let grace: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        this.giveUp = () => void (grace = setTimeout(() => reject(this.stopReason!), GRACE_MS));
        perform().then(resolve, reject);
      });
    } finally {
      clearTimeout(limit);
      clearTimeout(grace);
    }
  }
}
