import { Check, Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import { IdentityEntity } from '../database/base.entity.js';

export const LOG_ACTIONS = ['create', 'update', 'delete', 'login', 'login_failed', 'logout'] as const;
export type LogAction = (typeof LOG_ACTIONS)[number];

/** What a change did, by property: the values before and after it. */
export type Diff = Record<string, { before: unknown; after: unknown }>;

/** Who did what to which row, when. Append-only: a trigger refuses changes, except blanking `diff` on erase. */
@Entity()
@Index('ix_log_entry_search', { synchronize: false })
@Check('ck_log_entry_action', `"action" IN (${LOG_ACTIONS.map((action) => `'${action}'`).join(', ')})`)
@Index(['entity', 'entityId'])
export class LogEntry extends IdentityEntity {
  @CreateDateColumn({ type: 'timestamptz' })
  @Index()
  createdAt: Date;

  @ManyToOne('User', { onDelete: 'RESTRICT', nullable: true })
  @JoinColumn({ name: 'actor_id' })
  actor?: object | null;

  @Column({ type: 'bigint', nullable: true })
  @Index()
  actorId: number | null;

  @Column({ type: 'text' })
  action: LogAction;

  /** Table name of the row. */
  @Column({ type: 'text' })
  entity: string;

  @Column({ type: 'text' })
  entityId: string;

  /** What the row was called at that time. */
  @Column({ type: 'text', default: '' })
  label: string;

  @Column({ type: 'jsonb', nullable: true })
  diff: Diff | null;

  @Column({ type: 'text', nullable: true })
  requestId: string | null;

  @Column({ type: 'inet', nullable: true })
  ip: string | null;
}
