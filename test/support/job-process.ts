import type { DiscoveryService } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import type { AppConfig } from '../../src/core/config/app-config.js';
import { DatabaseUrl } from '../../src/core/database/database-url.js';
import { Transactions } from '../../src/core/database/transactions.service.js';
import { JobRegistry } from '../../src/core/jobs/job-registry.js';
import type { Job } from '../../src/core/jobs/job.js';
import { JobWorker } from '../../src/core/jobs/job-worker.js';
import { LostTasks } from '../../src/core/jobs/lost-tasks.service.js';
import { OutboxRelay } from '../../src/core/jobs/outbox-relay.js';
import { Outbox } from '../../src/core/jobs/outbox.service.js';
import { Queues } from '../../src/core/jobs/queues.service.js';
import { TaskRates } from '../../src/core/jobs/task-rates.service.js';
import { TaskResults } from '../../src/core/jobs/task-results.service.js';
import { TaskRunner } from '../../src/core/jobs/task-runner.js';

export interface JobProcessOptions {
  databaseUrl: string;
  source: DataSource;
  redisUrl: string | null;
  jobs: Job[];
}

/** The jobs' part of one process of the service, wired as its module does; a spec may open several. */
export class JobProcess {
  readonly transactions: Transactions;
  readonly queues: Queues;
  readonly outbox: Outbox;
  readonly results: TaskResults;
  readonly worker: JobWorker;
  private readonly relay: OutboxRelay;
  private readonly runner: TaskRunner;
  private readonly lostTasks: LostTasks;

  constructor({ databaseUrl, source, redisUrl, jobs }: JobProcessOptions) {
    const config = { redisUrl, jobs: { recoveryMs: 15_000 } } as AppConfig;
    const instances = jobs.map((instance) => ({ instance }));
    const registry = new JobRegistry({ getProviders: () => instances } as unknown as DiscoveryService);
    registry.onApplicationBootstrap();
    this.transactions = new Transactions(source);
    this.queues = new Queues(new DatabaseUrl(databaseUrl), config, registry);
    this.relay = new OutboxRelay(this.transactions, this.queues, registry, config);
    this.relay.onApplicationBootstrap();
    this.outbox = new Outbox(this.transactions, registry, this.relay);
    this.results = new TaskResults(this.transactions, source, registry, this.queues, this.relay);
    this.runner = new TaskRunner(this.transactions, this.results);
    this.lostTasks = new LostTasks(this.transactions, this.queues, registry, config);
    const rates = new TaskRates(this.transactions);
    this.worker = new JobWorker(this.queues, registry, this.results, this.runner, rates, this.lostTasks);
  }

  async close(): Promise<void> {
    for (const part of [this.worker, this.relay, this.lostTasks]) await part.beforeApplicationShutdown();
    this.runner.onApplicationShutdown();
    await this.queues.onApplicationShutdown();
  }
}
