import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { DelayedError, type Job as QueueJob } from 'bullmq';
import { setTimeout as delay } from 'node:timers/promises';
import { runInRequestContext } from '../http/request-context.js';
import { JobRegistry } from './job-registry.js';
import { createWorker, type QueuedJob, type QueueWorker } from './queue.js';
import { Queues } from './queues.service.js';

const CONCURRENCY = 4;

/** How long a shutdown waits for running jobs; what is cut off runs again elsewhere. */
const CLOSE_TIMEOUT_MS = 15_000;

/** How soon a job that this version does not know is offered again. */
const UNKNOWN_DELAY_MS = 5_000;

/** Consumes jobs in this process once `start` is called; `main` and `worker` decide whether it is. */
@Injectable()
export class JobWorker implements BeforeApplicationShutdown {
  private readonly log = new Logger(JobWorker.name);
  private worker: QueueWorker | undefined;

  constructor(
    private readonly queues: Queues,
    private readonly registry: JobRegistry,
  ) {}

  async start(): Promise<void> {
    this.worker = createWorker(this.queues.pool, (job, token) => this.perform(job, token), CONCURRENCY);
    this.worker.on('error', (error) => this.log.warn('the worker reports an error', error));
    this.worker.on('failed', (job, error) => void this.afterFailure(job, error));
    this.worker.run().catch((error: Error) => this.log.error('the worker stopped', error));
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (!this.worker) return;
    const cutOff = delay(CLOSE_TIMEOUT_MS, true, { ref: false });
    const late = await Promise.race([this.worker.close().then(() => false), cutOff]);
    if (late) this.log.warn('jobs still run; they will be run again by the next worker');
  }

  private async perform(queued: QueueJob<QueuedJob>, token: string | undefined): Promise<void> {
    const { name, id, data } = queued;
    if (!this.registry.has(name)) {
      // During a rolling deployment: a worker of the newer version takes it, and no attempt is lost.
      this.log.warn(`${name} is unknown to this version; it is left to another`);
      await queued.moveToDelayed(Date.now() + UNKNOWN_DELAY_MS, token);
      throw new DelayedError();
    }
    const context = { requestId: data.requestId ?? `job-${id}`, ip: null, origin: null };
    return runInRequestContext(context, async () => {
      const started = performance.now();
      await this.registry.find(name).perform(data.payload);
      this.log.debug(`${name} done in ${Math.round(performance.now() - started)} ms`);
    });
  }

  /** Runs the compensation after the last attempt; a stalled job has had its chances without any attempt failing. */
  private async afterFailure(job: QueueJob<QueuedJob> | undefined, error: Error): Promise<void> {
    if (!job) return;
    const final = (job.finishedOn ?? 0) > 0;
    this.log[final ? 'error' : 'warn'](
      `${job.name} failed${final ? ' for good' : ', will be tried again'}`,
      error,
    );
    if (!final) return;
    try {
      await this.registry.find(job.name).onFailed(job.data.payload, error);
    } catch (cause) {
      this.log.error(`${job.name} could not put right what it had begun`, cause);
    }
  }
}
