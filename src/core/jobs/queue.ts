import {
  createNodeRedisClient,
  createPostgresBackend,
  createRedisBackend,
  type IRedisClient,
  type JobsOptions,
  type Processor,
  type Queue,
  type Worker,
  withBackend,
  type WorkerOptions,
} from 'bullmq';
import { once } from 'node:events';
import { createClient } from 'redis';
import { connectionSettings } from '../database/database-options.js';
import type { Job, JobPayload } from './job.js';
import { PatientPool } from './patient-pool.js';
import { QUEUE_NAMES, type QueueName } from './queue-names.js';
import type { QueuedTask } from './task.js';

/** What travels through the queue; the task's id is the queue's own id of the job. */
export interface QueuedJob {
  payload: JobPayload;
  requestId: string | null;
  traceparent: string | null;
  /** The attempt whose start has its place in the job's rate. */
  paced?: number;
}

export type JobQueue = Pick<
  Queue<QueuedJob>,
  'add' | 'addBulk' | 'close' | 'getJobCounts' | 'isPaused' | 'on' | 'pause' | 'remove' | 'resume'
>;
export type QueueWorker = Pick<Worker<QueuedJob>, 'close' | 'on' | 'run'>;

/** Connections of the queues in one process without Redis: a LISTEN client for each worker, the rest for short queries. */
export const QUEUE_POOL_SIZE = 4 + QUEUE_NAMES.length;

/** How often a task may be found dead at work before it fails: by then the job itself is the likely killer. */
const KILLS = 5;

/** Where the queues are. */
export interface QueueBackend {
  queue(name: QueueName): JobQueue;
  /** A worker that does not start by itself. */
  worker(name: QueueName, processor: Processor<QueuedJob>, options: WorkerSettings): QueueWorker;
  /** Whether a job may be added now; false while Redis is away. */
  ready(): boolean;
  /** Calls back each time what it held may be lost. */
  onReturn(listener: () => void): void;
  close(): Promise<void>;
}

export interface WorkerSettings {
  /** Jobs at the same time. */
  concurrency: number;
  /** Milliseconds within which a killed worker's job runs again. */
  recoveryMs: number;
}

export type Report = (error: Error) => void;

/** The one place that chooses: Redis where there is one, otherwise the database itself. */
export function openQueueBackend(databaseUrl: string, redisUrl: string | null, report: Report): QueueBackend {
  return redisUrl ? redisBackend(redisUrl, report) : postgresBackend(databaseUrl, report);
}

/** How a task is kept and tried again; what became of it is kept in `task_result` alone. */
export function jobOptions(
  { taskId, priority, runAt }: QueuedTask,
  { retry }: Pick<Job, 'retry'>,
): JobsOptions {
  return {
    jobId: taskId,
    priority,
    delay: runAt ? Math.max(0, runAt.getTime() - Date.now()) : 0,
    attempts: retry.attempts,
    backoff: { type: 'exponential', delay: retry.backoffMs, jitter: 0.5 },
    removeOnComplete: true,
    removeOnFail: true,
  };
}

/** The lock is renewed at half its time, and the check that finds a lost one runs at half of what is left. */
function workerOptions({ concurrency, recoveryMs }: WorkerSettings) {
  return {
    concurrency,
    autorun: false,
    lockDuration: Math.round((recoveryMs * 2) / 3),
    stalledInterval: Math.round(recoveryMs / 3),
    maxStalledCount: KILLS - 1,
    runRetryDelay: 1_000,
  } satisfies Partial<WorkerOptions>;
}

function postgresBackend(url: string, report: Report): QueueBackend {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  // The queue's functions expect pg's stock types, so ours stay out. None of its statements waits for the disk: what a
  // crash of PostgreSQL takes from the queue is still in `task_result`.
  const { options, ...settings } = connectionSettings('worker');
  const connection = new PatientPool({
    ...settings,
    types: undefined,
    connectionString: url,
    options: `${options ?? ''} -c search_path=bullmq -c synchronous_commit=off`,
    max: QUEUE_POOL_SIZE,
  });
  connection.on('error', report);
  return {
    queue: (name) => new Queue<QueuedJob>(name, { connection }) as unknown as JobQueue,
    worker: (name, processor, settings) =>
      new Worker<QueuedJob>(name, processor, {
        connection,
        ...workerOptions(settings),
      }) as unknown as QueueWorker,
    ready: () => true,
    onReturn: () => undefined,
    close: () => connection.end(),
  };
}

const CONNECT_MS = 2_000;
const LONGEST_PAUSE_MS = 1_000;

function redisBackend(url: string, report: Report): QueueBackend {
  const { Queue, Worker } = withBackend(createRedisBackend);
  const closers: (() => Promise<void>)[] = [];
  const open = (): IRedisClient => {
    const client = createQueueClient(url);
    const adapter = createNodeRedisClient(client as never);
    // An adapter without a listener would end the process with the first error after BullMQ has let go of it.
    adapter.on('error', report);
    closers.push(async () => {
      // Ended while it connects, node-redis would finish connecting and stay.
      if (!client.isReady) await once(client, 'ready').catch(() => undefined);
      adapter.disconnect();
    });
    return adapter;
  };
  const producer = open();
  return {
    queue: (name) => new Queue<QueuedJob>(name, { connection: producer as never }) as unknown as JobQueue,
    worker: (name, processor, settings) =>
      new Worker<QueuedJob>(name, processor, {
        connection: open() as never,
        ...workerOptions(settings),
      }) as unknown as QueueWorker,
    ready: () => producer.status === 'ready',
    onReturn: (listener) => void producer.on('ready', listener),
    close: async () => void (await Promise.all(closers.map((close) => close()))),
  };
}

/** Unlike the house's own client it keeps commands while Redis is away, as BullMQ expects, and may be silent for long. */
function createQueueClient(url: string) {
  return createClient({
    url,
    // node-redis would make an AbortSignal for each command, which takes as long as the rest of it.
    commandOptions: { timeout: undefined },
    pingInterval: 2_500,
    socket: {
      connectTimeout: CONNECT_MS,
      reconnectStrategy: (retries) =>
        Math.min(LONGEST_PAUSE_MS, 50 * 2 ** retries) * (0.5 + Math.random() / 2),
    },
  });
}
