import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobRegistry } from './job-registry.js';
import { OutboxMessage } from './outbox-message.entity.js';
import { JOB_OPTIONS } from './queue.js';
import { Queues } from './queues.service.js';

const BATCH = 100;
const SWEEP_MS = 5_000;

/**
 * Moves outbox messages into the queue: at once after a commit, and every five seconds for what a process left
 * behind. A message is deleted in the transaction that saw it queued; should that transaction fail, it is queued
 * again under the same job id, and jobs may run twice anyway.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(OutboxRelay.name);
  private timer: NodeJS.Timeout | undefined;
  private draining: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly queues: Queues,
    private readonly registry: JobRegistry,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.nudge(), SWEEP_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.draining;
  }

  /** Starts moving messages, without making the caller wait; calls that come while it runs are one further run. */
  nudge(): void {
    this.again = true;
    this.draining ??= this.drain();
  }

  private async drain(): Promise<void> {
    try {
      while (this.again) {
        this.again = false;
        while ((await this.moveBatch()) === BATCH);
      }
    } catch (error) {
      this.log.warn('the outbox could not be drained; the next sweep tries again', error);
    } finally {
      this.draining = null;
    }
  }

  private moveBatch(): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const messages = await manager
        .createQueryBuilder(OutboxMessage, 'message')
        // What another version of the service wrote is left to it, and holds up nobody.
        .where('message.job IN (:...known)', { known: this.registry.all().map(([name]) => name) })
        .orderBy('message.id')
        .limit(BATCH)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getMany();
      if (messages.length === 0) return 0;
      await this.queues.jobs.addBulk(
        messages.map(({ id, job, payload, requestId }) => ({
          name: job,
          data: { payload, requestId },
          opts: { ...JOB_OPTIONS, jobId: `outbox-${id}`, attempts: this.registry.find(job).attempts },
        })),
      );
      await manager.delete(
        OutboxMessage,
        messages.map(({ id }) => id),
      );
      return messages.length;
    });
  }
}
