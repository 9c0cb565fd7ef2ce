// A worker process of the built service that runs jobs made for tests: `fork` it, it says `ready`.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { ConfigModule } from '../../dist/src/core/config/config.module.js';
import { loadConfig } from '../../dist/src/core/config/load-config.js';
import { DatabaseModule } from '../../dist/src/core/database/database.module.js';
import { Transactions } from '../../dist/src/core/database/transactions.service.js';
import { Effects } from '../../dist/src/core/jobs/effects.service.js';
import { Job } from '../../dist/src/core/jobs/job.js';
import { JobHandler } from '../../dist/src/core/jobs/job-handler.js';
import { JobsModule } from '../../dist/src/core/jobs/jobs.module.js';
import { JobWorker } from '../../dist/src/core/jobs/job-worker.js';
import { OutboxRelay } from '../../dist/src/core/jobs/outbox-relay.js';

/** Leaves a row in `effect` for each time that its effect happened, and one in `begun` for each run. */
class TestJob extends Job {
  constructor(effects, transactions) {
    super();
    Object.assign(this, { effects, transactions });
  }

  async perform({ n }, run) {
    await this.work(n, run);
    await this.effects.once(`test:${n}`, () =>
      this.transactions.sql('INSERT INTO effect (n) VALUES ($1)', [n]),
    );
  }

  async work() {}

  async onFailed({ n }, error) {
    await this.transactions.sql('INSERT INTO compensation (n, reason) VALUES ($1, $2)', [n, error.message]);
  }
}

class CountJob extends TestJob {
  static jobName = 'test.count';
}

/** Kills its own process, as memory that runs out would. */
class KillJob extends TestJob {
  static jobName = 'test.kill';

  async work() {
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  }
}

/** Works without an end the first time. */
class EndlessJob extends TestJob {
  static jobName = 'test.endless';

  async work(n, { attempt }) {
    await this.transactions.sql('INSERT INTO begun (n) VALUES ($1)', [n]);
    if (attempt === 1) await new Promise(() => undefined);
  }
}

/** Keeps its process from everything else for so long that its lock is lost. */
class BlockJob extends TestJob {
  static jobName = 'test.block';

  async work(n) {
    await this.transactions.sql('INSERT INTO begun (n) VALUES ($1)', [n]);
    const end = Date.now() + 2_500;
    while (Date.now() < end);
  }
}

class TestModule {}

const jobs = [CountJob, KillJob, EndlessJob, BlockJob];
for (const job of jobs) {
  JobHandler()(job);
  Reflect.defineMetadata('design:paramtypes', [Effects, Transactions], job);
}
const config = loadConfig();
Module({
  imports: [ConfigModule.forRoot(config), DatabaseModule.forRoot(config.database.url, 'worker'), JobsModule],
  providers: jobs,
})(TestModule);

const app = await NestFactory.createApplicationContext(TestModule, {
  logger: ['error'],
  abortOnError: false,
});
app.get(JobWorker).start({ queues: ['default'], concurrency: Number(process.env.TEST_CONCURRENCY) });
app.get(OutboxRelay).nudge();
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
process.on('disconnect', () => process.exit(0));
process.send({ type: 'ready', connections: app.get(DataSource).options.poolSize });
