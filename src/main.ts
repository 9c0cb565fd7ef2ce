import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { AppConfig } from './core/config/app-config.js';
import { migrate } from './core/database/migrate.js';
import { openDatabase } from './core/database/open-database.js';
import { configureHttp, createAdapter } from './core/http/http-app.js';
import { serveOpenApi } from './core/http/openapi.js';
import { limitRequests } from './core/limits/limit-requests.js';
import { JobWorker } from './core/jobs/job-worker.js';
import { Scheduler } from './core/jobs/schedules/scheduler.js';
import { NestLogger } from './core/logging/nest-logger.js';
import { serveMetrics } from './core/observability/serve-metrics.js';
import { Tracing } from './core/observability/tracing.service.js';
import { ExtractionPool } from './cv/parser/extraction/extraction-pool.js';
import { firstStart } from './first-start.js';
import { PlansSeed } from './payments/plans-seed.service.js';
import { PermissionsSync } from './users/groups/permissions-sync.service.js';
import { onShutdown, runProcess, say } from './run-process.js';

/** The HTTP service: API and admin, and in the default set-up the worker and the database too. */
await runProcess(async (config, logger) => {
  const database = await openDatabase(config, say);
  onShutdown(() => database.close());
  const applied = await migrate(database.url);
  if (applied.length > 0) say(`Applied ${applied.length} migrations.`);

  const app = await NestFactory.create<NestFastifyApplication>(
    await AppModule.forRoot(config, database.url, 'request'),
    createAdapter(config),
    { logger: new NestLogger(logger), abortOnError: false },
  );
  onShutdown(() => app.close());
  await app.get(Tracing).startInService(app);
  await configureHttp(app, config, logger);
  serveMetrics(app);
  await limitRequests(app);
  serveOpenApi(app);
  await app.get(PlansSeed).run();
  await app.get(PermissionsSync).run();
  const admin = await firstStart(app, config);
  await app.listen(config.http.port, config.http.host);
  const url = await addressOf(app, config);
  await database.setAddress(url);
  if (config.worker) {
    app.get(JobWorker).start();
    await app.get(Scheduler).start();
  }
  app.get(ExtractionPool).warmUp();

  say(welcome(url, admin));
  process.send?.({ type: 'ready', url });
});

/** Where the service answers, with the port the system chose if it was left to it. */
async function addressOf(app: NestFastifyApplication, { http }: AppConfig): Promise<string> {
  const { port } = new URL(await app.getUrl());
  const host = http.host === '0.0.0.0' || http.host === '::' ? 'localhost' : http.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port || '80'}`;
}

function welcome(url: string, admin: { username: string; password: string | null } | null): string {
  const lines = [
    '',
    'CV Improver is ready.',
    `  API docs  ${url}/docs`,
    `  Admin     ${url}/admin`,
    `  Health    ${url}/core/health`,
  ];
  if (admin) {
    const password = admin.password ?? 'as set in ADMIN_PASSWORD';
    lines.push('', `  Log in to the admin as "${admin.username}", password: ${password}`);
    if (admin.password) lines.push('  Keep the password: it is shown only this once.');
  }
  return [...lines, '', 'Ctrl-C stops everything.', ''].join('\n');
}
