import { Check, Column, Entity, Index } from 'typeorm';
import { EditableEntity } from '../database/base.entity.js';
import type { JobPayload } from './job.js';

/** When a job is started by itself: at the times of a crontab, in an interval, or once at a moment. */
@Entity()
@Check('ck_periodic_task_name', `length("name") BETWEEN 1 AND 200`)
@Check('ck_periodic_task_schedule', `num_nonnulls("crontab", "every_seconds", "clocked_at") = 1`)
@Check('ck_periodic_task_every_seconds', `"every_seconds" >= 1`)
@Check('ck_periodic_task_payload', `jsonb_typeof("payload") = 'object'`)
@Check('ck_periodic_task_total_run_count', `"total_run_count" >= 0`)
export class PeriodicTask extends EditableEntity {
  @Column({ type: 'citext', unique: true })
  name: string;

  /** `jobName` of the job. */
  @Column({ type: 'text' })
  job: string;

  @Column({ type: 'jsonb', default: {} })
  payload: JobPayload;

  /** Five fields: minute, hour, day of month, month, day of week. */
  @Column({ type: 'text', nullable: true })
  crontab: string | null;

  /** IANA name of the zone whose clock the crontab means. */
  @Column({ type: 'text', default: 'UTC' })
  timeZone: string;

  @Column({ type: 'integer', nullable: true })
  everySeconds: number | null;

  @Column({ type: 'timestamptz', nullable: true })
  clockedAt: Date | null;

  @Column({ type: 'boolean', default: true })
  enabled: boolean;

  /** Kept by the scheduler. Null while it is not enabled, and until a scheduler has seen that it is or has changed. */
  @Column({ type: 'timestamptz', nullable: true })
  @Index({ where: '"enabled"' })
  nextRunAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  lastRunAt: Date | null;

  @Column({ type: 'bigint', default: 0 })
  totalRunCount: number;
}
