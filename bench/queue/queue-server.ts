import 'reflect-metadata';
import { type DynamicModule, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule } from '../../src/core/config/config.module.js';
import { loadConfig } from '../../src/core/config/load-config.js';
import { DatabaseModule } from '../../src/core/database/database.module.js';
import { Transactions } from '../../src/core/database/transactions.service.js';
import { group, step } from '../../src/core/jobs/flow.js';
import { Job } from '../../src/core/jobs/job.js';
import { JobsModule } from '../../src/core/jobs/jobs.module.js';
import { JobWorker } from '../../src/core/jobs/job-worker.js';
import { Outbox } from '../../src/core/jobs/outbox.service.js';
import { openQueueBackend, type QueueBackend } from '../../src/core/jobs/queue.js';
import type { QueueName } from '../../src/core/jobs/queue-names.js';

/** What a run is asked for, and what it took: milliseconds of the whole for `drain`, of each for `pickUp`. */
export interface QueueTask {
  what: 'bare' | 'ours';
  measure: 'drain' | 'pickUp';
  jobs: number;
}

/** Tasks of one transaction, and jobs of one `addBulk`. */
const TOGETHER = 500;
export const CONCURRENCY = 50;

/** Told of each job that was performed. */
let performed: () => void = () => undefined;

@Injectable()
class EmptyJob extends Job<{ n: number }> {
  static readonly jobName = 'bench.empty';

  override async perform(): Promise<void> {
    performed();
  }
}

@Module({ providers: [EmptyJob] })
class BenchModule {
  static forRoot(): DynamicModule {
    const config = loadConfig();
    if (config.database.kind !== 'server') throw new Error('The bench brings a database.');
    return {
      module: BenchModule,
      imports: [
        ConfigModule.forRoot(config),
        DatabaseModule.forRoot(config.database.url, 'worker'),
        JobsModule,
      ],
    };
  }
}

/** Resolves when so many more jobs were performed. */
function performances(count: number): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    performed = () => {
      left -= 1;
      if (left === 0) resolve();
    };
  });
}

/** BullMQ as its manual says, on the same kind of connections as ours. */
class Bare {
  private readonly queue;
  private readonly worker;

  constructor(backend: QueueBackend) {
    // A queue of its own, so that neither has the other's jobs.
    this.queue = backend.queue('bench' as QueueName);
    this.worker = backend.worker('bench' as QueueName, async () => performed(), {
      concurrency: CONCURRENCY,
      recoveryMs: 15_000,
    });
    this.queue.on('error', fail);
    this.worker.on('error', fail);
    void this.worker.run();
  }

  async enqueue(count: number): Promise<void> {
    const jobs = Array.from({ length: count }, (_, n) => ({
      name: EmptyJob.jobName,
      data: { payload: { n }, requestId: null, traceparent: null },
      opts: { removeOnComplete: true },
    }));
    if (jobs.length === 1) await this.queue.add(jobs[0]!.name, jobs[0]!.data, jobs[0]!.opts);
    else await this.queue.addBulk(jobs);
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.queue.close();
  }
}

const report = (error: Error): void => void process.stderr.write(`${error.message}\n`);
const fail = (error: Error): void => {
  report(error);
  process.exit(1);
};

const app = await NestFactory.createApplicationContext(BenchModule.forRoot(), { logger: ['error', 'warn'] });
const transactions = app.get(Transactions);
const outbox = app.get(Outbox);
app.get(JobWorker).start({ queues: ['default'], concurrency: CONCURRENCY });
const { DATABASE_URL = '', REDIS_URL } = process.env;
const backend = openQueueBackend(DATABASE_URL, REDIS_URL || null, fail);
const bare = new Bare(backend);

async function enqueueOurs(count: number): Promise<void> {
  const steps = Array.from({ length: count }, (_, n) => step(EmptyJob, { n }));
  await transactions.run(() => outbox.enqueueFlow(group(...steps)));
}

/** Ours have ended when that is recorded, not already when they were performed. */
async function recorded(): Promise<void> {
  const left = 'SELECT 1 AS left FROM task_result WHERE finished_at IS NULL LIMIT 1';
  while ((await transactions.sql(left)).length > 0);
}

async function run({ what, measure, jobs }: QueueTask): Promise<number[]> {
  const enqueue = what === 'bare' ? (count: number) => bare.enqueue(count) : enqueueOurs;
  if (measure === 'drain') {
    const started = performance.now();
    const done = performances(jobs);
    for (let sent = 0; sent < jobs; sent += TOGETHER) await enqueue(Math.min(TOGETHER, jobs - sent));
    await done;
    if (what === 'ours') await recorded();
    return [performance.now() - started];
  }
  const times: number[] = [];
  for (let n = 0; n < jobs; n += 1) {
    const done = performances(1).then(() => performance.now());
    await enqueue(1);
    const committed = performance.now();
    times.push((await done) - committed);
  }
  return times;
}

process.on('message', (task: QueueTask) => void run(task).then((times) => process.send?.(times), fail));
process.on('SIGTERM', () => {
  void bare
    .close()
    .then(() => backend.close())
    .then(() => app.close())
    .then(() => process.exit(0));
});
process.send?.({ type: 'ready', url: 'none' });
