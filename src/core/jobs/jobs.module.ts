import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { SweepTasksJob } from './cleanup/sweep-tasks.job.js';
import { Effects } from './effects.service.js';
import { JobNamesCheck } from './job-names.check.js';
import { JobRegistry } from './job-registry.js';
import { JobWorker } from './job-worker.js';
import { OutboxRelay } from './outbox-relay.js';
import { Outbox } from './outbox.service.js';
import { PeriodicTasks } from './periodic-tasks.service.js';
import { Queues } from './queues.service.js';
import { Scheduler } from './schedules/scheduler.js';

/** Background work: the outbox, the queue and the worker. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    Effects,
    JobNamesCheck,
    JobRegistry,
    JobWorker,
    OutboxRelay,
    Outbox,
    PeriodicTasks,
    Queues,
    Scheduler,
    SweepTasksJob,
  ],
  exports: [Effects, JobRegistry, JobWorker, Outbox, PeriodicTasks],
})
export class JobsModule {}
