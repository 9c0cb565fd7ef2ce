import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { Transactions } from '../database/transactions.service.js';
import { JobRegistry } from './job-registry.js';
import { Queues } from './queues.service.js';
import { unfinishedTasks } from './task-statements.js';

/**
 * Queues what our tables know and the queue does not: a process may have died between its commit and the queue, a Redis
 * that was killed has forgotten its jobs, and a database may have been loaded from a dump. What the queue has is left as
 * it is. A usual look takes one batch and goes on from there the next time, so that a long queue costs no more than a
 * short one.
 */
@Injectable()
export class LostTasks implements BeforeApplicationShutdown {
  private readonly log = new Logger(LostTasks.name);
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | null = null;
  private everything = false;
  private lastId = 0;
  private stopped = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly queues: Queues,
    private readonly registry: JobRegistry,
    private readonly config: AppConfig,
  ) {}

  /** Looks through all tasks now and whenever the queue comes back, and through the oldest ones regularly. */
  start(): void {
    this.timer = setInterval(() => this.look(), this.patienceMs());
    this.timer.unref();
    this.queues.onReturn(() => this.lookThroughAll());
    this.lookThroughAll();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.looking;
  }

  private lookThroughAll(): void {
    this.everything = true;
    this.look();
  }

  private look(): void {
    if (this.queues.ready() && !this.stopped)
      this.looking ??= this.requeue().finally(() => (this.looking = null));
  }

  private async requeue(): Promise<void> {
    let all = false;
    try {
      do {
        all = this.everything;
        this.everything = false;
        if (all) this.lastId = 0;
        while ((await this.requeueBatch(all)) && all);
      } while (this.everything);
    } catch (error) {
      this.everything ||= all;
      this.log.warn('lost tasks could not be looked for; the next look tries again', error);
    }
  }

  /** @returns whether there may be more. */
  private async requeueBatch(all: boolean): Promise<boolean> {
    const patience = all ? -LONG_MS : this.patienceMs();
    const tasks = await unfinishedTasks(this.transactions, [this.lastId, patience]);
    const known = tasks.filter(({ job }) => this.registry.has(job));
    if (known.length > 0) await this.queues.add(known);
    this.lastId = tasks.at(-1)?.id ?? 0;
    return tasks.length > 0;
  }

  /** Between two looks, and how old a task is before it counts as lost: together well within the time of recovery. */
  private patienceMs(): number {
    return this.config.jobs.recoveryMs / 3;
  }
}

/** Longer than any task is planned ahead: a hundred years. */
const LONG_MS = 100 * 365 * 86_400_000;
