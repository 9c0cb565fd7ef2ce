import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  type Relation,
} from 'typeorm';
import { IdentityEntity } from '../database/base.entity.js';
import type { JobPayload } from './job.js';
import { PeriodicTask } from './periodic-task.entity.js';

export type TaskStatus = 'running' | 'done' | 'failed';

/** What came of a job, for people; the queue's own record is short-lived. */
@Entity()
@Check('ck_task_result_status', `"status" IN ('running', 'done', 'failed')`)
@Check('ck_task_result_attempts', `"attempts" >= 1`)
@Check('ck_task_result_duration_ms', `"duration_ms" >= 0`)
@Check('ck_task_result_finished_at', `("status" = 'running') = ("finished_at" IS NULL)`)
@Index(['job', 'createdAt'])
export class TaskResult extends IdentityEntity {
  /** `jobName` of the job. */
  @Column({ type: 'text' })
  job: string;

  /** The schedule that started it, if one did. */
  @ManyToOne(() => PeriodicTask, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'periodic_task_id' })
  periodicTask?: Relation<PeriodicTask> | null;

  @Column({ type: 'bigint', nullable: true })
  @Index()
  periodicTaskId: number | null;

  /** What the job was told: ids, never a person's text. */
  @Column({ type: 'jsonb', default: {} })
  payload: JobPayload;

  @Column({ type: 'text', default: 'running' })
  @Index({ where: `"status" = 'running'` })
  status: TaskStatus;

  @Column({ type: 'jsonb', nullable: true })
  result: unknown;

  /** Why it failed: the error's message and stack. */
  @Column({ type: 'text', nullable: true })
  traceback: string | null;

  @Column({ type: 'integer', default: 1 })
  attempts: number;

  @Column({ type: 'integer', nullable: true })
  durationMs: number | null;

  /** The request that caused it. */
  @Column({ type: 'text', nullable: true })
  requestId: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  @Index()
  createdAt: Date;

  @Column({ type: 'timestamptz', nullable: true })
  finishedAt: Date | null;
}
