import {
  createPostgresBackend,
  type JobsOptions,
  type Processor,
  withBackend,
  type WorkerOptions,
} from 'bullmq';
import pg from 'pg';
import { connectionSettings } from '../database/database-options.js';
import type { JobPayload } from './job.js';

const { Queue, Worker } = withBackend(createPostgresBackend);
const QUEUE_NAME = 'jobs';

/** What travels through the queue. */
export interface QueuedJob {
  payload: JobPayload;
  requestId: string | null;
}

export type JobQueue = ReturnType<typeof createQueue>;
export type QueueWorker = ReturnType<typeof createWorker>;

/** Connections of the queue in one process: one LISTEN client for the worker, the rest for short queries. */
const QUEUE_POOL_SIZE = 5;

/** A pool whose connections find the queue's own schema. */
export function createQueuePool(url: string): pg.Pool {
  // The queue's functions expect pg's stock types, so ours stay out.
  const { options, ...settings } = connectionSettings('worker');
  return new pg.Pool({
    ...settings,
    types: undefined,
    connectionString: url,
    options: `${options ?? ''} -c search_path=bullmq`,
    max: QUEUE_POOL_SIZE,
  });
}

/** How every job is kept and tried again. */
export const JOB_OPTIONS = {
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
  removeOnComplete: { age: 3_600, count: 1_000 },
  removeOnFail: { age: 7 * 24 * 3_600 },
} satisfies JobsOptions;

/**
 * A killed worker's job runs again within `lockDuration + stalledInterval`; the fifth kill in a row fails it,
 * since by then the job itself is the likely killer.
 */
const RECOVERY = {
  lockDuration: 10_000,
  stalledInterval: 5_000,
  maxStalledCount: 4,
} satisfies Partial<WorkerOptions>;

export function createQueue(pool: pg.Pool) {
  return new Queue<QueuedJob>(QUEUE_NAME, { connection: pool });
}

/** A worker that does not start by itself. */
export function createWorker(pool: pg.Pool, processor: Processor<QueuedJob>, concurrency: number) {
  return new Worker<QueuedJob>(QUEUE_NAME, processor, {
    connection: pool,
    concurrency,
    autorun: false,
    ...RECOVERY,
  });
}
