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
  private readonly running = new Map<string, AbortController>();
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
    const controller = new AbortController();
    this.running.set(taskId, controller);
    this.timer ??= setInterval(() => void this.look(), LOOK_MS).unref();
    const begun = performance.now();
    const context = { requestId: requestId ?? `task-${taskId}`, ip: null, origin: null };
    try {
      const perform = () => job.perform(payload, this.runOf(task, controller.signal));
      const result = await runInRequestContext(context, () =>
        traceJob({ name, queue, taskId, attempt, requestId, traceparent }, () =>
          stoppable(perform, job.timeLimitMs, controller),
        ),
      );
      await this.results.finish(taskId, result, performance.now() - begun);
      return { kind: 'done' };
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      const cancelled = controller.signal.reason instanceof TaskCancelledError;
      return { kind: cancelled ? 'cancelled' : 'failed', error };
    } finally {
      this.running.delete(taskId);
    }
  }

  private runOf({ taskId, attempt, afterGroupId }: StartedTask, signal: AbortSignal): JobRun {
    return {
      taskId,
      attempt,
      signal,
      progress: (percent) => this.results.progress(taskId, percent),
      previous: async () => (afterGroupId ? this.results.resultsOf(afterGroupId) : []),
    };
  }

  private async look(): Promise<void> {
    if (this.running.size === 0) return;
    try {
      for (const { taskId } of await cancelRequests(this.transactions, [[...this.running.keys()]]))
        this.running.get(taskId)?.abort(new TaskCancelledError());
    } catch (error) {
      this.log.debug('running tasks could not be looked at', error);
    }
  }
}

/** Runs `perform` until it ends, or until {@link GRACE_MS} after it was told to stop. */
async function stoppable(
  perform: () => Promise<unknown>,
  timeLimitMs: number,
  controller: AbortController,
): Promise<unknown> {
  const { signal } = controller;
  const limit = setTimeout(() => controller.abort(new TimeLimitError(timeLimitMs)), timeLimitMs);
  let grace: NodeJS.Timeout | undefined;
  const leftBehind = new Promise<never>((_, reject) => {
    const giveUp = (): void => void (grace = setTimeout(() => reject(signal.reason as Error), GRACE_MS));
    signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([perform(), leftBehind]);
  } finally {
    clearTimeout(limit);
    clearTimeout(grace);
  }
}
