import { Column, CreateDateColumn, Entity, Index } from 'typeorm';
import { IdentityEntity } from '../database/base.entity.js';
import type { JobPayload } from './job.js';

/** A job that is certain to be queued, because it was written with the change it belongs to. */
@Entity()
export class OutboxMessage extends IdentityEntity {
  @Column({ type: 'text' })
  job: string;

  @Column({ type: 'jsonb' })
  payload: JobPayload;

  /** The request that caused it, for the logs of the job. */
  @Column({ type: 'text', nullable: true })
  requestId: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  @Index()
  createdAt: Date;
}
