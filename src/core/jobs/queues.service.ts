import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Processor } from 'bullmq';
import { AppConfig } from '../config/app-config.js';
import { DatabaseUrl } from '../database/database-url.js';
import { JobRegistry } from './job-registry.js';
import { QUEUE_NAMES, type QueueName } from './queue-names.js';
import {
  type JobQueue,
  jobOptions,
  openQueueBackend,
  type QueueBackend,
  type QueuedJob,
  type QueueWorker,
} from './queue.js';
import type { QueuedTask } from './task.js';

/** How long the queue may take to take tasks, in milliseconds; what it has not taken by then stays in the outbox. */
const PATIENCE_MS = 5_000;

/** The queue has not taken tasks in time, or is away. */
export class QueueAwayError extends Error {
  constructor(reason: string) {
    super(`the queue is away: ${reason}`);
    this.name = 'QueueAwayError';
  }
}

/** The process's connection to the queues. They only hand tasks to workers: what is true about a task is in our tables. */
@Injectable()
export class Queues implements OnApplicationShutdown {
  private readonly log = new Logger(Queues.name);
  private readonly backend: QueueBackend;
  private readonly queues: Map<QueueName, JobQueue>;

  constructor(
    database: DatabaseUrl,
    private readonly config: AppConfig,
    private readonly registry: JobRegistry,
  ) {
    const report = (error: Error): void => this.log.warn('the queue reports an error', error);
    this.backend = openQueueBackend(database.url, config.redisUrl, report);
    this.queues = new Map(
      QUEUE_NAMES.map((name) => {
        const queue = this.backend.queue(name);
        queue.on('error', report);
        return [name, queue];
      }),
    );
  }

  get(name: QueueName): JobQueue {
    return this.queues.get(name)!;
  }

  all(): [QueueName, JobQueue][] {
    return [...this.queues];
  }

  ready(): boolean {
    return this.backend.ready();
  }

  /** Calls back each time the queue is there (again), since it may have lost what it held. */
  onReturn(listener: () => void): void {
    this.backend.onReturn(listener);
  }

  /** Hands tasks to the queue; those it has already it leaves as they are. @throws when it does not take them in time. */
  async add(tasks: readonly QueuedTask[]): Promise<void> {
    if (!this.ready()) throw new QueueAwayError('there is no connection');
    const parts = QUEUE_NAMES.map((name) => tasks.filter(({ queue }) => queue === name));
    await withinPatience(Promise.all(parts.map((part) => this.addTo(part))));
  }

  /** Takes a task out that nobody runs; one that runs stays. */
  async remove(queue: QueueName, taskId: string): Promise<void> {
    if (this.ready()) await withinPatience(this.get(queue).remove(taskId));
  }

  worker(name: QueueName, processor: Processor<QueuedJob>, concurrency: number): QueueWorker {
    return this.backend.worker(name, processor, { concurrency, recoveryMs: this.config.jobs.recoveryMs });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.all().map(([, queue]) => queue.close()));
    await this.backend.close();
  }

  /** @param tasks of one queue */
  private async addTo(tasks: QueuedTask[]): Promise<void> {
    if (!tasks[0]) return;
    const queue = this.get(tasks[0].queue);
    const jobs = tasks.map((task) => ({
      name: task.job,
      data: { payload: task.payload, requestId: task.requestId, traceparent: task.traceparent },
      opts: jobOptions(task, this.registry.find(task.job)),
    }));
    const oneByOne = () => Promise.all(jobs.map(({ name, data, opts }) => queue.add(name, data, opts)));
    if (jobs.length === 1) await oneByOne();
    // A Redis that was restarted has forgotten BullMQ's scripts, and only single commands load them again.
    else await queue.addBulk(jobs).catch(oneByOne);
  }
}

async function withinPatience(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueAwayError(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
