import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { migrate } from './core/database/migrate.js';
import { joinDatabase } from './core/database/open-database.js';
import { JobWorker } from './core/jobs/job-worker.js';
import {
  type WorkerOptions,
  workerOptions,
  WorkerUsageError,
  WORKER_USAGE,
} from './core/jobs/worker-options.js';
import { Scheduler } from './core/jobs/schedules/scheduler.js';
import { NestLogger } from './core/logging/nest-logger.js';
import { serveWorkerMetrics } from './core/observability/serve-metrics.js';
import { Tracing } from './core/observability/tracing.service.js';
import { onShutdown, runProcess, say } from './run-process.js';

const options = optionsOfCall();

/** Consumes jobs and serves nothing; run as many as the work needs. */
await runProcess(async (config, logger) => {
  const database = await joinDatabase(config, say);
  onShutdown(() => database.close());
  await migrate(database.url);
  const app = await NestFactory.createApplicationContext(
    await AppModule.forRoot(config, database.url, 'worker'),
    {
      logger: new NestLogger(logger),
      abortOnError: false,
    },
  );
  onShutdown(() => app.close());
  await app.get(Tracing).startInWorker(app);
  const metrics = await serveWorkerMetrics(app);
  onShutdown(() => metrics.close());
  app.get(JobWorker).start(options);
  await app.get(Scheduler).start();
  logger.info(`the worker is ready${metrics.url ? `, its metrics are at ${metrics.url}` : ''}`);
  process.send?.({ type: 'ready', metricsUrl: metrics.url });
});

function optionsOfCall(): WorkerOptions {
  try {
    const options = workerOptions(process.argv.slice(2));
    if (options !== 'help') return options;
    say(WORKER_USAGE);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof WorkerUsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}
