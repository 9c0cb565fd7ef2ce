import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Transactions } from '../../database/transactions.service.js';
import { JobRegistry } from '../job-registry.js';
import type { PeriodicTask } from '../periodic-task.entity.js';
import { PeriodicTasks } from '../periodic-tasks.service.js';
import { scheduleOf } from './schedule-of.js';
import { type Schedule, ScheduleError } from './schedule.js';

/** How late a task may be started, and how soon a change by SQL is in force. */
const TICK_MS = 1_000;

const IS_DUE = 'enabled AND (next_run_at IS NULL OR next_run_at <= now())';

/** As many as it takes to catch up; the next tick goes on. */
const DUE = `SELECT id FROM periodic_task WHERE ${IS_DUE} AND job = ANY ($1) ORDER BY next_run_at NULLS FIRST LIMIT 100`;

const TAKE = `SELECT id, name, job, payload, crontab, time_zone AS "timeZone", every_seconds AS "everySeconds",
    clocked_at AS "clockedAt", next_run_at AS "nextRunAt", now() AS now
  FROM periodic_task WHERE id = $1 AND ${IS_DUE} FOR UPDATE SKIP LOCKED`;

type Taken = PeriodicTask & { now: Date };

/**
 * Starts periodic tasks when they are due. It runs in every process that consumes jobs: a due row is taken by one of
 * them, and its job is enqueued in the transaction that plans its next run, so none is started twice or lost. The
 * clock is PostgreSQL's. While a run has not ended, those after it are left out: without a worker they would pile up.
 * Tasks of jobs that only another version knows are left to that one.
 */
@Injectable()
export class Scheduler implements BeforeApplicationShutdown {
  private readonly log = new Logger(Scheduler.name);
  private timer: NodeJS.Timeout | undefined;
  private ticking = Promise.resolve();
  private stopped = false;
  private failing = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly registry: JobRegistry,
    private readonly tasks: PeriodicTasks,
  ) {}

  async start(): Promise<void> {
    await this.tasks.ensureDefaults();
    this.arm(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.ticking;
  }

  private arm(delay: number): void {
    this.timer = setTimeout(() => {
      this.ticking = this.tick().finally(() => {
        if (!this.stopped) this.arm(TICK_MS);
      });
    }, delay);
    this.timer.unref();
  }

  private async tick(): Promise<void> {
    try {
      const known = this.registry.all().map(([name]) => name);
      for (const { id } of await this.transactions.sql<{ id: number }>(DUE, [known])) {
        if (this.stopped) return;
        await this.transactions.run(() => this.take(id));
      }
      if (this.failing) this.log.log('periodic tasks are started again');
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.log.warn('periodic tasks cannot be started for now', error);
      this.failing = true;
    }
  }

  private async take(id: number): Promise<void> {
    const [task] = await this.transactions.sql<Taken>(TAKE, [id]);
    if (!task) return; // another process has it
    const schedule = this.scheduleOf(task);
    if (!schedule) return this.switchOff(id);
    if (task.nextRunAt === null) return this.plan(id, schedule.first(task.now));
    const next = schedule.next(task.nextRunAt, task.now);
    // What has no further run must not lose this one.
    if (!next || !(await this.tasks.isUnderWay(id))) await this.tasks.start(task);
    await (next ? this.plan(id, next) : this.switchOff(id));
  }

  /** Null for what only SQL can have written: its task would fail at every tick. */
  private scheduleOf(task: Taken): Schedule | null {
    try {
      return scheduleOf(task);
    } catch (error) {
      if (!(error instanceof ScheduleError)) throw error;
      this.log.error(`the periodic task "${task.name}" is switched off: ${error.message}`);
      return null;
    }
  }

  private async plan(id: number, next: Date): Promise<void> {
    await this.transactions.sql('UPDATE periodic_task SET next_run_at = $2 WHERE id = $1', [id, next]);
  }

  private async switchOff(id: number): Promise<void> {
    await this.transactions.sql('UPDATE periodic_task SET enabled = false WHERE id = $1', [id]);
  }
}
