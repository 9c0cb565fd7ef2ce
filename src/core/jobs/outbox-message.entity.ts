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

/**
 * A task that is certain to be queued, because it was written with the change it belongs to, but not yet: it waits for
 * others in its chain, or for the queue to be there. It leaves this table for `task_result` when it is queued. An
 * operator's INSERT is a task as well.
 */
@Entity()
@Unique(['taskId'])
@Check('ck_outbox_message_priority', `"priority" BETWEEN 0 AND 9`)
@Check('ck_outbox_message_waits_for', `"waits_for" >= 0`)
@Index('ix_outbox_message_ready', ['id'], { where: `"waits_for" = 0` })
export class OutboxMessage extends IdentityEntity {
  /** The task's name for its whole life. */
  @Column({ type: 'uuid' })
  @Generated('uuid')
  taskId: string;

  @Column({ type: 'text' })
  job: string;

  @Column({ type: 'jsonb' })
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

  /** The schedule that started it, if one did. */
  @ManyToOne(() => PeriodicTask, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'periodic_task_id' })
  periodicTask?: Relation<PeriodicTask> | null;

  @Column({ type: 'bigint', nullable: true })
  @Index({ where: `"periodic_task_id" IS NOT NULL` })
  periodicTaskId: number | null;

  /** The tasks it counts among; others may wait for all of them. */
  @Column({ type: 'uuid', nullable: true })
  groupId: string | null;

  /** The tasks it waits for; `waitsFor` of them have not succeeded yet. */
  @Column({ type: 'uuid', nullable: true })
  @Index({ where: `"after_group_id" IS NOT NULL` })
  afterGroupId: string | null;

  @Column({ type: 'integer', default: 0 })
  waitsFor: number;

  /** The request that caused it, for the logs of the job. */
  @Column({ type: 'text', nullable: true })
  requestId: string | null;

  /** The trace it belongs to, as W3C writes it. */
  @Column({ type: 'text', nullable: true })
  traceparent: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
