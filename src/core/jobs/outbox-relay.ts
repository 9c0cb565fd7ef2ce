import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { preparedQuery } from '../database/prepared-query.js';
import { Transactions } from '../database/transactions.service.js';
import { JobRegistry } from './job-registry.js';
import { Queues } from './queues.service.js';
import { WITHOUT_WAITING } from './task-statements.js';
import { QUEUED_TASK, type QueuedTask, TASK_COLUMNS } from './task.js';

const BATCH = 500;

/** What another version of the service wrote is left to it, and holds up nobody; nor does what waits for others. */
const moveToResults = preparedQuery<QueuedTask>(`
  WITH moved AS (
    DELETE FROM outbox_message WHERE id IN (
      SELECT id FROM outbox_message WHERE waits_for = 0 AND job = ANY ($1) AND ${WITHOUT_WAITING}
      ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING id, ${TASK_COLUMNS})
  INSERT INTO task_result (queue, ${TASK_COLUMNS})
  SELECT ($2::text[])[array_position($1::text[], job)], ${TASK_COLUMNS} FROM moved ORDER BY id
  ON CONFLICT (task_id) DO NOTHING
  RETURNING ${QUEUED_TASK}`);

const moveBack = preparedQuery(`
  WITH moved AS (
    DELETE FROM task_result WHERE task_id = ANY ($1) AND status = 'waiting' RETURNING ${TASK_COLUMNS})
  INSERT INTO outbox_message (${TASK_COLUMNS}) SELECT ${TASK_COLUMNS} FROM moved`);

/**
 * Hands tasks to the queue: those that were committed a moment ago, and what the outbox keeps, which moves to
 * `task_result` as soon as it may run, and every few seconds when a process left it behind. What the queue does not take
 * goes (back) to the outbox. Should this process die in between, or the queue lose what it had, `LostTasks` queues it
 * again.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(OutboxRelay.name);
  private timer: NodeJS.Timeout | undefined;
  private draining: Promise<void> | null = null;
  private readonly committed: QueuedTask[] = [];
  private again = false;
  private away = false;
  private stopped = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly queues: Queues,
    private readonly registry: JobRegistry,
    private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.nudge(), this.config.jobs.recoveryMs / 3);
    this.timer.unref();
    this.queues.onReturn(() => this.nudge());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.draining;
  }

  /** Whether tasks may skip the outbox; while the queue is away they wait there, for whichever process sees it return. */
  ready(): boolean {
    return this.queues.ready() && !this.stopped;
  }

  /** Queues tasks that have been written to `task_result`, without making the caller wait. */
  handOver(tasks: readonly QueuedTask[]): void {
    for (const task of tasks) this.committed.push(task);
    this.start();
  }

  /** Starts moving messages, without making the caller wait; calls that come while it runs are one further run. */
  nudge(): void {
    if (this.stopped) return;
    this.again = true;
    this.start();
  }

  private start(): void {
    if (!this.hasWork()) return;
    this.draining ??= this.drain().finally(() => {
      this.draining = null;
      this.start();
    });
  }

  private hasWork(): boolean {
    return (this.again || this.committed.length > 0) && this.queues.ready();
  }

  private async drain(): Promise<void> {
    try {
      while (this.hasWork()) {
        if (this.committed.length > 0) await this.queue(this.committed.splice(0, BATCH));
        else {
          this.again = false;
          while ((await this.moveBatch()) === BATCH);
        }
        if (this.away) this.returned();
      }
    } catch (error) {
      if (!this.away) this.log.warn('the outbox could not be drained; the next sweep tries again', error);
      this.away = true;
    }
  }

  /** What went (back) to the outbox meanwhile comes along at once. */
  private returned(): void {
    this.log.log('the outbox is drained again');
    this.away = false;
    this.again = true;
  }

  private async moveBatch(): Promise<number> {
    const names = this.registry.names();
    const tasks = await moveToResults(this.transactions, [
      names,
      names.map((name) => this.registry.queueOf(name)),
    ]);
    if (tasks.length > 0) await this.queue(tasks);
    return tasks.length;
  }

  private async queue(tasks: readonly QueuedTask[]): Promise<void> {
    try {
      await this.queues.add(tasks);
    } catch (error) {
      await moveBack(this.transactions, [tasks.map(({ taskId }) => taskId)]);
      throw error;
    }
  }
}
