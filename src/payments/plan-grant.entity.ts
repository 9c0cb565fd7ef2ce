import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { EditableEntity } from '../core/database/base.entity.js';
import { User } from '../users/user.entity.js';
import { Plan } from './plan.entity.js';

/** A plan that staff give to a person without payment. A live subscription goes before it. */
@Entity('plan_grant')
@Index('ix_plan_grant_search', { synchronize: false })
@Check('ck_plan_grant_reason', `length(reason) BETWEEN 1 AND 500`)
export class PlanGrant extends EditableEntity {
  @Index()
  @Column({ type: 'bigint' })
  userId: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  user: Relation<User>;

  @Index()
  @Column({ type: 'bigint' })
  planId: number;

  @ManyToOne(() => Plan, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn()
  plan: Relation<Plan>;

  /** When it ends; null is never. */
  @Column({ type: 'timestamptz', nullable: true })
  until: Date | null;

  /** Why it was given, for the colleagues who find it later. */
  @Column({ type: 'text' })
  reason: string;
}
