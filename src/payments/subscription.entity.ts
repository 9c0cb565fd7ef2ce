import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { EditableEntity } from '../core/database/base.entity.js';
import { User } from '../users/user.entity.js';
import { Plan } from './plan.entity.js';
import { Price } from './price.entity.js';

/** Stripe's statuses: https://docs.stripe.com/api/subscriptions/object#subscription_object-status */
export const SUBSCRIPTION_STATUSES = [
  'incomplete',
  'incomplete_expired',
  'trialing',
  'active',
  'past_due',
  'canceled',
  'unpaid',
  'paused',
] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** The statuses that give a person the plan; Stripe still retries the payment of one that is past due. */
export const LIVE_STATUSES = ['trialing', 'active', 'past_due'] as const satisfies SubscriptionStatus[];

const quoted = (statuses: readonly string[]): string => statuses.map((status) => `'${status}'`).join(', ');

/** A person's subscription as Stripe knows it. Nobody needs one: without it the plan is the free one. */
@Entity('subscription')
@Index('ix_subscription_search', { synchronize: false })
@Check('ck_subscription_status', `status IN (${quoted(SUBSCRIPTION_STATUSES)})`)
@Check('ck_subscription_period', `current_period_end > current_period_start`)
@Index('uq_subscription_user_id_live', ['userId'], {
  unique: true,
  where: `status IN (${quoted(LIVE_STATUSES)})`,
})
export class Subscription extends EditableEntity {
  @Index()
  @Column({ type: 'bigint' })
  userId: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn()
  user: Relation<User>;

  @Index()
  @Column({ type: 'bigint' })
  planId: number;

  @ManyToOne(() => Plan, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn()
  plan: Relation<Plan>;

  /** The price it was bought at, which says how often it renews. */
  @Index()
  @Column({ type: 'bigint', nullable: true })
  priceId: number | null;

  @ManyToOne(() => Price, { nullable: true, onDelete: 'RESTRICT' })
  @JoinColumn()
  price: Relation<Price> | null;

  @Column({ type: 'text', nullable: true, unique: true })
  stripeSubscriptionId: string | null;

  @Column({ type: 'text' })
  status: SubscriptionStatus;

  @Column({ type: 'timestamptz', nullable: true })
  currentPeriodStart: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  currentPeriodEnd: Date | null;

  /** It ends with the period that is paid for. */
  @Column({ type: 'boolean', default: false })
  cancelAtPeriodEnd: boolean;
}
