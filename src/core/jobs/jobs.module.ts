import { Global, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { SweepTasksJob } from './cleanup/sweep-tasks.job.js';
import { Effects } from './effects.service.js';
import { checkHandlers } from './job-handler.js';
import { JobNamesCheck } from './job-names.check.js';
import { JobRegistry } from './job-registry.js';
import { JobWorker } from './job-worker.js';
import { LostTasks } from './lost-tasks.service.js';
import { OutboxRelay } from './outbox-relay.js';
import { Outbox } from './outbox.service.js';
import { PeriodicTasksCheck } from './periodic-tasks.check.js';
import { PeriodicTasks } from './periodic-tasks.service.js';
import { Queues } from './queues.service.js';
import { Scheduler } from './schedules/scheduler.js';
import { TaskRates } from './task-rates.service.js';
import { TaskResults } from './task-results.service.js';
import { TaskRunner } from './task-runner.js';

/** Background work: the outbox, the queues, their workers and what came of it. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    ...[
      Effects,
      JobNamesCheck,
      JobRegistry,
      JobWorker,
      LostTasks,
      OutboxRelay,
      Outbox,
      PeriodicTasks,
      Queues,
    ],
    ...[PeriodicTasksCheck, Scheduler, SweepTasksJob, TaskRates, TaskResults, TaskRunner],
  ],
  exports: [Effects, JobRegistry, JobWorker, Outbox, PeriodicTasks, Queues, TaskResults],
})
export class JobsModule implements OnApplicationBootstrap {
  constructor(private readonly registry: JobRegistry) {}

  /** After the registry, like every module after its providers. */
  onApplicationBootstrap(): void {
    checkHandlers(this.registry);
  }
}
