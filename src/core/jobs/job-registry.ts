import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Job, type JobPayload, type JobType } from './job.js';
import { isQueueName, QUEUE_NAMES, type QueueName } from './queue-names.js';

/** Every job of the process by name, found among the providers of all modules. */
@Injectable()
export class JobRegistry implements OnApplicationBootstrap {
  private readonly jobs = new Map<string, Job>();

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error when two jobs share a name, or one has none or no queue: such a process must not start. */
  onApplicationBootstrap(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (!(instance instanceof Job)) continue;
      const { jobName, name, queue } = instance.constructor as unknown as JobType & { name: string };
      if (!jobName) throw new Error(`the job ${name} has no static jobName`);
      if (this.jobs.has(jobName)) throw new Error(`two jobs are called "${jobName}"; rename ${name}`);
      if (!isQueueName(queue))
        throw new Error(`the job ${name} waits in "${queue}"; the queues are ${QUEUE_NAMES.join(', ')}`);
      this.jobs.set(jobName, instance);
    }
  }

  has(jobName: string): boolean {
    return this.jobs.has(jobName);
  }

  /** @throws Error when no module provides the job. */
  find(jobName: string): Job<JobPayload> {
    const job = this.jobs.get(jobName);
    if (!job) throw new Error(`no job is called "${jobName}"; is its class among the providers of a module?`);
    return job;
  }

  /** The class of a job, as it is enqueued. @throws Error when no module provides the job. */
  typeOf(jobName: string): JobType {
    return this.find(jobName).constructor as JobType;
  }

  all(): [string, Job][] {
    return [...this.jobs];
  }

  /** The names of all jobs, in the order of the alphabet, for people to choose from. */
  names(): string[] {
    return [...this.jobs.keys()].sort();
  }

  /** Where the job of this name waits. @throws Error when no module provides the job. */
  queueOf(jobName: string): QueueName {
    return this.typeOf(jobName).queue;
  }
}
