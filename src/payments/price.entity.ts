import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { EditableEntity } from '../core/database/base.entity.js';
import { Plan } from './plan.entity.js';

export const INTERVALS = ['month', 'year'] as const;
/** How often a price is charged, as Stripe names it. */
export type Interval = (typeof INTERVALS)[number];

/** What a plan costs. A price that was ever charged is never changed: it is switched off and another one made. */
@Entity('price')
@Check('ck_price_interval', `interval IN ('month', 'year')`)
@Check('ck_price_amount', `amount >= 0`)
@Check('ck_price_currency', `currency ~ '^[A-Z]{3}$'`)
@Index('uq_price_plan_id_interval_active', ['planId', 'interval'], { unique: true, where: 'active' })
export class Price extends EditableEntity {
  @Index()
  @Column({ type: 'bigint' })
  planId: number;

  @ManyToOne(() => Plan, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn()
  plan: Relation<Plan>;

  /** Null until the price exists at Stripe. */
  @Column({ type: 'text', nullable: true, unique: true })
  stripePriceId: string | null;

  @Column({ type: 'text' })
  interval: Interval;

  /** In minor units: 900 of USD is 9.00 dollars. */
  @Column({ type: 'integer' })
  amount: number;

  /** ISO 4217. */
  @Column({ type: 'char', length: 3, default: 'USD' })
  currency: string;

  /** Whether it is on offer; a plan has at most one such price per interval. */
  @Column({ type: 'boolean', default: true })
  active: boolean;
}
