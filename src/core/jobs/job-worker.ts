import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { DelayedError, type Job as QueueJob } from 'bullmq';
import { setTimeout as delay } from 'node:timers/promises';
import { TaskCancelledError, TaskExpiredError } from './job.errors.js';
import type { RateLimit } from './job.js';
import { JobRegistry } from './job-registry.js';
import { LostTasks } from './lost-tasks.service.js';
import { QUEUE_NAMES, type QueueName } from './queue-names.js';
import type { QueuedJob, QueueWorker } from './queue.js';
import { Queues } from './queues.service.js';
import { TaskRates } from './task-rates.service.js';
import { type Failure, TaskResults } from './task-results.service.js';
import { TaskRunner } from './task-runner.js';
import type { StartedTask } from './task-statements.js';
import type { WorkerOptions } from './worker-options.js';

/** How long a shutdown waits for running jobs; what is cut off runs again elsewhere. */
const CLOSE_TIMEOUT_MS = 15_000;

/** How soon a job is offered again that cannot be run here and now. */
const POSTPONE_MS = 5_000;

/** Runs after which a task fails although its compensation does so again and again. */
export const MAX_ATTEMPTS = 20;

/** Consumes jobs in this process once `start` is called; `main` and `worker` decide whether it is. */
@Injectable()
export class JobWorker implements BeforeApplicationShutdown {
  private readonly log = new Logger(JobWorker.name);
  private workers: QueueWorker[] = [];

  constructor(
    private readonly queues: Queues,
    private readonly registry: JobRegistry,
    private readonly results: TaskResults,
    private readonly runner: TaskRunner,
    private readonly rates: TaskRates,
    private readonly lostTasks: LostTasks,
  ) {}

  start({ queues = [...QUEUE_NAMES], concurrency = 4 }: WorkerOptions = {}): void {
    this.workers = queues.map((name) => this.consume(name, concurrency));
    this.lostTasks.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    const cutOff = delay(CLOSE_TIMEOUT_MS, true, { ref: false });
    const closed = Promise.all(this.workers.map((worker) => worker.close()));
    const late = await Promise.race([closed.then(() => false), cutOff]);
    if (late) this.log.warn('jobs still run; they will be run again by the next worker');
  }

  private consume(name: QueueName, concurrency: number): QueueWorker {
    const worker = this.queues.worker(name, (job, token) => this.perform(job, token), concurrency);
    worker.on('error', (error) => this.log.warn('the worker reports an error', error));
    worker.on('failed', (job, error) => void this.afterFailure(job, error));
    worker.run().catch((error: Error) => this.log.error('the worker stopped', error));
    return worker;
  }

  private async perform(queued: QueueJob<QueuedJob>, token: string | undefined): Promise<void> {
    const { name, data } = queued;
    if (!this.registry.has(name)) {
      // During a rolling deployment: a worker of the newer version takes it, and no attempt is lost.
      this.log.warn(`${name} is unknown to this version; it is left to another`);
      await postpone(queued, token, POSTPONE_MS);
    }
    const job = this.registry.find(name);
    if (job.rateLimit) await this.keepRate(name, job.rateLimit, queued, token);
    const task = await this.markStarted(queued, token);
    if (!task) return; // it has ended in the meantime
    if (task.cancelRequested) return this.fail(queued, task, 'cancelled', new TaskCancelledError());
    if (task.expiresAt && task.expiresAt.getTime() < Date.now())
      return this.fail(queued, task, 'expired', new TaskExpiredError(task.expiresAt));

    const outcome = await this.runner.run(job, data, task);
    if (outcome.kind === 'done') return;
    const { kind, error } = outcome;
    const last = queued.attemptsMade + 1 >= job.retry.attempts;
    if (kind === 'cancelled' || last || job.retry.never.some((type) => error instanceof type))
      return this.fail(queued, task, kind, error);
    this.log.warn(`${name} failed, will be tried again`, error);
    await this.results.again(task.taskId, error);
    throw error;
  }

  /** Puts off a start for which there is no room yet in the job's rate. */
  private async keepRate(
    name: string,
    limit: RateLimit,
    queued: QueueJob<QueuedJob>,
    token: string | undefined,
  ): Promise<void> {
    const { data, attemptsMade } = queued;
    if (data.paced === attemptsMade) return;
    const wait = await this.rates.reserve(name, limit);
    if (wait === 0) return;
    await queued.updateData({ ...data, paced: attemptsMade });
    await postpone(queued, token, wait);
  }

  private async markStarted(
    queued: QueueJob<QueuedJob>,
    token: string | undefined,
  ): Promise<StartedTask | undefined> {
    try {
      return await this.results.start(queued.id!);
    } catch (error) {
      this.log.warn(`${queued.name} could not be started; it is put off`, error);
      return postpone(queued, token, POSTPONE_MS);
    }
  }

  private async fail(
    { name }: QueueJob<QueuedJob>,
    { taskId, attempt }: StartedTask,
    status: Failure,
    error: Error,
  ): Promise<void> {
    const [level, words] =
      status === 'failed' ? (['error', 'failed for good'] as const) : (['log', `was ${status}`] as const);
    this.log[level](`${name} ${words}`, ...(status === 'failed' ? [error] : []));
    try {
      await this.results.fail(taskId, status, error);
    } catch (cause) {
      this.log.error(`${name} could not put right what it had begun`, cause);
      if (attempt < MAX_ATTEMPTS) throw cause;
      await this.results.failWithoutCompensation(taskId, new Error('its compensation failed', { cause }));
    }
  }

  /** Ends a task that the queue has given up: its workers died at it, or its end could not be recorded. */
  private async afterFailure(queued: QueueJob<QueuedJob> | undefined, error: Error): Promise<void> {
    if (!queued?.id || !queued.finishedOn) return;
    try {
      if (await this.results.fail(queued.id, 'failed', error))
        this.log.error(`${queued.name} failed for good`, error);
    } catch (cause) {
      this.log.error(`${queued.name} could not put right what it had begun; it will run again`, cause);
    }
  }
}

async function postpone(queued: QueueJob, token: string | undefined, ms: number): Promise<never> {
  await queued.moveToDelayed(Date.now() + ms, token);
  throw new DelayedError();
}
