import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  type Relation,
  Unique,
} from 'typeorm';
import { IdentityEntity } from '../database/base.entity.js';
import type { JobPayload } from './job.js';
import { PeriodicTask } from './periodic-task.entity.js';
import type { QueueName } from './queue-names.js';

/** `waiting` and `running` are under way, the others have ended. */
export const TASK_STATUSES = ['waiting', 'running', 'done', 'failed', 'cancelled', 'expired'] as const;

export type TaskStatus = (typeof TASK_STATUSES)[number];

/** A task from the moment it may be queued to its end and beyond: the truth about it, which the queue is not. */
@Entity()
@Unique(['taskId'])
@Check('ck_task_result_status', `"status" IN (${TASK_STATUSES.map((status) => `'${status}'`).join(', ')})`)
@Check('ck_task_result_attempts', `"attempts" >= 0`)
@Check('ck_task_result_priority', `"priority" BETWEEN 0 AND 9`)
@Check('ck_task_result_progress', `"progress" BETWEEN 0 AND 100`)
@Check('ck_task_result_duration_ms', `"duration_ms" >= 0`)
@Check('ck_task_result_finished_at', `("status" IN ('waiting', 'running')) = ("finished_at" IS NULL)`)
@Index(['job', 'createdAt'])
@Index('ix_task_result_unfinished', ['id'], { where: `"finished_at" IS NULL` })
@Index('ix_task_result_unsuccessful', ['status', 'createdAt'], {
  where: `"status" IN ('failed', 'cancelled', 'expired')`,
})
export class TaskResult extends IdentityEntity {
  /** The task's name for its whole life, in the queue as well. */
  @Column({ type: 'uuid' })
  @Generated('uuid')
  taskId: string;

  /** `jobName` of the job. */
  @Column({ type: 'text' })
  job: string;

  @Column({ type: 'text', default: 'default' })
  queue: QueueName;

  /** The schedule that started it, if one did. */
  @ManyToOne(() => PeriodicTask, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'periodic_task_id' })
  periodicTask?: Relation<PeriodicTask> | null;

  @Column({ type: 'bigint', nullable: true })
  @Index({ where: `"periodic_task_id" IS NOT NULL` })
  periodicTaskId: number | null;

  /** What the job was told: ids, never a person's text. */
  @Column({ type: 'jsonb', default: {} })
  payload: JobPayload;

  /** 0, the most urgent, to 9. */
  @Column({ type: 'smallint', default: 0 })
  priority: number;

  /** Not to be started before. */
  @Column({ type: 'timestamptz', nullable: true })
  runAt: Date | null;

  /** Not to be started after. */
  @Column({ type: 'timestamptz', nullable: true })
  expiresAt: Date | null;

  /** The tasks it counts among; others may wait for all of them. */
  @Column({ type: 'uuid', nullable: true })
  @Index({ where: `"group_id" IS NOT NULL` })
  groupId: string | null;

  /** The tasks it waited for. */
  @Column({ type: 'uuid', nullable: true })
  afterGroupId: string | null;

  @Column({ type: 'text', default: 'waiting' })
  status: TaskStatus;

  /** Percent, as the running job tells it. */
  @Column({ type: 'smallint', nullable: true })
  progress: number | null;

  @Column({ type: 'jsonb', nullable: true })
  result: unknown;

  /** Why it, or its last run, failed: the error's message and stack. */
  @Column({ type: 'text', nullable: true })
  traceback: string | null;

  /** Runs begun. */
  @Column({ type: 'integer', default: 0 })
  attempts: number;

  /** Of the last run. */
  @Column({ type: 'integer', nullable: true })
  durationMs: number | null;

  /** The request that caused it. */
  @Column({ type: 'text', nullable: true })
  requestId: string | null;

  /** The trace it belongs to, as W3C writes it. */
  @Column({ type: 'text', nullable: true })
  traceparent: string | null;

  /** When it was asked for. */
  @CreateDateColumn({ type: 'timestamptz' })
  @Index()
  createdAt: Date;

  /** When its last run began. */
  @Column({ type: 'timestamptz', nullable: true })
  startedAt: Date | null;

  /** When somebody asked the running job to stop. */
  @Column({ type: 'timestamptz', nullable: true })
  cancelRequestedAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  finishedAt: Date | null;
}
