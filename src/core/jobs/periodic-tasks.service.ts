import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Transactions } from '../database/transactions.service.js';
import { InvalidInputError } from '../http/app-error.js';
import { checkedPayload } from './job-payload.js';
import { JobRegistry } from './job-registry.js';
import { Outbox } from './outbox.service.js';
import { PeriodicTask } from './periodic-task.entity.js';
import { DefaultTaskError } from './periodic-task.errors.js';
import { scheduleOf } from './schedules/schedule-of.js';
import { type Schedule, ScheduleError } from './schedules/schedule.js';

/** What makes a task of a name and a job. */
export type NewPeriodicTask = Partial<PeriodicTask> & Pick<PeriodicTask, 'name' | 'job'>;

type Checked = Pick<
  PeriodicTask,
  'job' | 'payload' | 'crontab' | 'timeZone' | 'everySeconds' | 'clockedAt' | 'enabled'
>;

const UNSAID = {
  payload: {},
  crontab: null,
  timeZone: 'UTC',
  everySeconds: null,
  clockedAt: null,
  enabled: true,
} satisfies Omit<Checked, 'job'>;

const PLANNED_BY = ['crontab', 'timeZone', 'everySeconds', 'clockedAt', 'enabled'] as const;

/** Periodic tasks as staff make and change them: what is wrong is refused by field, what is saved is in force at once. */
@Injectable()
export class PeriodicTasks {
  constructor(
    private readonly transactions: Transactions,
    private readonly registry: JobRegistry,
    private readonly outbox: Outbox,
  ) {}

  /** @throws InvalidInputError */
  async create(values: NewPeriodicTask): Promise<PeriodicTask> {
    const task = { ...UNSAID, ...values };
    return this.transactions.insert(PeriodicTask, { ...task, nextRunAt: firstRun(task, this.check(task)) });
  }

  /** Changes a task, whose version the caller has checked. @throws InvalidInputError */
  async update(before: PeriodicTask, changes: Partial<PeriodicTask>): Promise<void> {
    const task = { ...before, ...changes };
    const schedule = this.check(task);
    const nextRunAt = PLANNED_BY.some((column) => column in changes) ? firstRun(task, schedule) : undefined;
    await this.transactions.repository(PeriodicTask).update(before.id, { ...changes, nextRunAt });
  }

  /** @throws DefaultTaskError for tasks that the service would make again at its next start. */
  async delete(tasks: Pick<PeriodicTask, 'id' | 'name'>[]): Promise<void> {
    const ours = tasks.find(({ name }) => this.registry.has(name) && this.registry.find(name).schedule);
    if (ours) throw new DefaultTaskError(ours.name);
    await this.transactions.repository(PeriodicTask).delete({ id: In(tasks.map(({ id }) => id)) });
  }

  /** Starts a task besides its schedule, enabled or not. @throws InvalidInputError when no class has its job. */
  async runNow(task: Pick<PeriodicTask, 'id' | 'job' | 'payload'>): Promise<void> {
    this.requireJob(task.job);
    await this.transactions.run(() => this.start(task));
  }

  /** Enqueues a task's job and counts that, in the transaction in progress. */
  async start({ id, job, payload }: Pick<PeriodicTask, 'id' | 'job' | 'payload'>): Promise<void> {
    await this.outbox.enqueue(this.registry.typeOf(job), payload, { periodicTaskId: id });
    // Not by an `update` of TypeORM's: a run is no change that a form could come too late for.
    await this.transactions.sql(
      'UPDATE periodic_task SET last_run_at = now(), total_run_count = total_run_count + 1 WHERE id = $1',
      [id],
    );
  }

  /** Whether a run of a task has not ended yet. */
  async isUnderWay(id: number): Promise<boolean> {
    const [task] = await this.transactions.sql<{ under_way: boolean }>(
      `SELECT EXISTS (SELECT FROM outbox_message WHERE periodic_task_id = $1)
           OR EXISTS (SELECT FROM task_result WHERE periodic_task_id = $1 AND finished_at IS NULL) AS under_way`,
      [id],
    );
    return task!.under_way;
  }

  /** Writes down the schedules that jobs come with, where there is no task of the name yet. */
  async ensureDefaults(): Promise<void> {
    for (const [name, { schedule }] of this.registry.all()) {
      if (!schedule) continue;
      const task = { ...UNSAID, name, job: name, ...schedule };
      this.check(task); // a developer's mistake stops the boot
      await this.transactions.manager
        .createQueryBuilder()
        .insert()
        .into(PeriodicTask)
        .values(task)
        .orIgnore()
        .execute();
    }
  }

  private check(task: Checked): Schedule {
    this.requireJob(task.job);
    checkedPayload(task.payload);
    try {
      return scheduleOf(task);
    } catch (error) {
      if (error instanceof ScheduleError) throw new InvalidInputError({ [error.field]: [error.message] });
      throw error;
    }
  }

  private requireJob(job: string): void {
    if (this.registry.has(job)) return;
    throw new InvalidInputError({
      job: [`There is no job "${job}". There are: ${this.registry.names().join(', ')}.`],
    });
  }
}

/** When a task runs first; null while it is switched off. */
function firstRun({ enabled }: Checked, schedule: Schedule): Date | null {
  if (!enabled) return null;
  const now = new Date();
  const first = schedule.first(now);
  if (first >= now) return first;
  throw new InvalidInputError({
    clockedAt: ['This moment has passed. Choose one to come, or run the task now.'],
  });
}
