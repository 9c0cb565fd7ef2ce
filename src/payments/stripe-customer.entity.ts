import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { EditableEntity } from '../core/database/base.entity.js';
import { User } from '../users/user.entity.js';

/** Who a person is at Stripe; one customer each, whatever they buy. */
@Entity('stripe_customer')
@Index('ix_stripe_customer_search', { synchronize: false })
export class StripeCustomer extends EditableEntity {
  @Column({ type: 'bigint', unique: true })
  userId: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn()
  user: Relation<User>;

  @Column({ type: 'text', unique: true })
  customerId: string;
}
