import 'reflect-metadata';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule } from '../../src/core/config/config.module.js';
import { loadConfig } from '../../src/core/config/load-config.js';
import { DatabaseModule } from '../../src/core/database/database.module.js';
import { Transactions } from '../../src/core/database/transactions.service.js';
import { group, step } from '../../src/core/jobs/flow.js';
import { Job } from '../../src/core/jobs/job.js';
import { JobHandler } from '../../src/core/jobs/job-handler.js';
import { JobsModule } from '../../src/core/jobs/jobs.module.js';
import { JobWorker } from '../../src/core/jobs/job-worker.js';
import { Outbox } from '../../src/core/jobs/outbox.service.js';
import { BareQueue } from './bare-queue.js';

/** What a run is asked for, and what it took: milliseconds of the whole for `drain`, of each for `pickUp`. */
export interface QueueTask {
  what: 'bare' | 'by hand' | 'ours';
  measure: 'drain' | 'pickUp';
  jobs: number;
}

/** Tasks of one transaction, and jobs of one `addBulk`. */
const TOGETHER = 500;
const CONCURRENCY = 50;

/** Told of each job that was performed. */
let performed: () => void = () => undefined;

@JobHandler()
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
const openBare = (records: boolean): Promise<BareQueue> =>
  BareQueue.open({
    ...{ databaseUrl: DATABASE_URL, redisUrl: REDIS_URL || undefined, concurrency: CONCURRENCY },
    ...{ records, performed: () => performed(), fail },
  });
const references = { bare: await openBare(false), 'by hand': await openBare(true) };

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
  const enqueue = what === 'ours' ? enqueueOurs : (count: number) => references[what].enqueue(count);
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
  void Promise.all(Object.values(references).map((reference) => reference.close()))
    .then(() => app.close())
    .then(() => process.exit(0));
});
process.send?.({ type: 'ready', url: 'none' });
