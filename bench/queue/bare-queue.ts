import {
  createNodeRedisClient,
  createPostgresBackend,
  createRedisBackend,
  type Job,
  type JobsOptions,
  withBackend,
} from 'bullmq';
import pg from 'pg';
import { createClient } from 'redis';
import { Batch } from '../../src/core/jobs/batch.js';
import type { JobQueue, QueueWorker } from '../../src/core/jobs/queue.js';

/** What a user of BullMQ asks of it: tried again like ours, kept nowhere once it is done. */
const OPTIONS: JobsOptions = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
  removeOnComplete: true,
};

export interface BareOptions {
  databaseUrl: string;
  redisUrl: string | undefined;
  concurrency: number;
  /** Records each job in PostgreSQL when it is asked for, begins and ends: the least that ours writes, by hand. */
  records: boolean;
  performed(): void;
  fail(error: Error): void;
}

/** BullMQ as its manual says, with its own settings. */
export class BareQueue {
  private readonly queue: JobQueue;
  private readonly worker: QueueWorker;
  private readonly pool: pg.Pool;
  private readonly starts = new Batch((ids: number[]) => this.update('started_at', ids));
  private readonly ends = new Batch((ids: number[]) => this.update('finished_at', ids));

  private constructor(private readonly options: BareOptions) {
    const { databaseUrl, redisUrl, concurrency, records, performed, fail } = options;
    this.pool = new pg.Pool({ connectionString: databaseUrl });
    const { queue, worker } = redisUrl ? onRedis(redisUrl, fail) : onPostgres(databaseUrl);
    const name = records ? 'recorded' : 'bare';
    const perform = async ({ data }: Job<{ id: number }>): Promise<void> => {
      if (records) await this.starts.add(data.id);
      performed();
      if (records) await this.ends.add(data.id);
    };
    this.queue = queue(name);
    this.worker = worker(name, perform, concurrency);
    this.queue.on('error', fail);
    this.worker.on('error', fail);
    void this.worker.run();
  }

  static async open(options: BareOptions): Promise<BareQueue> {
    const bare = new BareQueue(options);
    await bare.pool.query(`
      CREATE TABLE IF NOT EXISTS bench_record
        (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, started_at timestamptz, finished_at timestamptz)`);
    return bare;
  }

  async enqueue(count: number): Promise<void> {
    const ids = this.options.records ? await this.record(count) : Array.from({ length: count }, (_, n) => n);
    const jobs = ids.map((id) => ({ name: 'empty', data: { id }, opts: OPTIONS }));
    if (jobs.length === 1) await this.queue.add(jobs[0]!.name, jobs[0]!.data as never, OPTIONS);
    else await this.queue.addBulk(jobs as never);
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.queue.close();
    await this.pool.end();
  }

  private async record(count: number): Promise<number[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      'INSERT INTO bench_record SELECT FROM generate_series(1, $1) RETURNING id',
      [count],
    );
    return rows.map(({ id }) => Number(id));
  }

  private async update(column: 'started_at' | 'finished_at', ids: number[]): Promise<void[]> {
    await this.pool.query({
      name: column,
      text: `UPDATE bench_record SET ${column} = now()
              WHERE id = ANY ($1) AND (SELECT set_config('synchronous_commit', 'off', true)) = 'off'`,
      values: [ids],
    });
    return ids.map(() => undefined);
  }
}

interface Backend {
  queue(name: string): JobQueue;
  worker(name: string, perform: (job: Job) => Promise<void>, concurrency: number): QueueWorker;
}

function onRedis(url: string, fail: (error: Error) => void): Backend {
  const { Queue, Worker } = withBackend(createRedisBackend);
  const connection = (): never => {
    const client = createNodeRedisClient(createClient({ url }) as never);
    client.on('error', fail);
    return client as never;
  };
  return {
    queue: (name) => new Queue(name, { connection: connection() }) as unknown as JobQueue,
    worker: (name, perform, concurrency) =>
      new Worker(name, perform, {
        connection: connection(),
        concurrency,
        autorun: false,
      }) as unknown as QueueWorker,
  };
}

function onPostgres(connectionString: string): Backend {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const connection = { connectionString, schema: 'bullmq' };
  return {
    queue: (name) => new Queue(name, { connection }) as unknown as JobQueue,
    worker: (name, perform, concurrency) =>
      new Worker(name, perform, { connection, concurrency, autorun: false }) as unknown as QueueWorker,
  };
}
