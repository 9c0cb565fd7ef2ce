import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation, Unique } from 'typeorm';
import { IdentityEntity } from '../../database/base.entity.js';

/** What has a quota by the day. */
export const QUOTA_SCOPES = ['ai_responses', 'questionnaires', 'uploads'] as const;
export type QuotaScope = (typeof QUOTA_SCOPES)[number];

/** How much of a quota a person has used on a day. It only grows by what their plan allows, whatever they delete. */
@Entity()
@Unique(['userId', 'scope', 'day'])
@Check('ck_usage_record_scope', `"scope" IN (${QUOTA_SCOPES.map((scope) => `'${scope}'`).join(', ')})`)
@Check('ck_usage_record_used', '"used" >= 0')
@Check('ck_usage_record_reserved', '"reserved" >= 0')
export class UsageRecord extends IdentityEntity {
  @ManyToOne('User', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'user_id' })
  user?: Relation<object>;

  @Column({ type: 'bigint' })
  userId: number;

  @Column({ type: 'text' })
  scope: QuotaScope;

  /** A day of UTC. */
  @Column({ type: 'date' })
  @Index()
  day: string;

  /** For good. */
  @Column({ type: 'integer', default: 0 })
  used: number;

  /** By what is under way: it becomes used when that succeeds and is given back when it fails. */
  @Column({ type: 'integer', default: 0 })
  reserved: number;
}
