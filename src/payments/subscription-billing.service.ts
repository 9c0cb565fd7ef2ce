import { Injectable } from '@nestjs/common';
import { Transactions } from '../core/database/transactions.service.js';
import type { BillingFields, BillingSummary } from '../users/billing-summary.js';
import { CurrentPlans } from './current-plans.service.js';
import { PlansService } from './plans.service.js';
import { StripeCustomer } from './stripe-customer.entity.js';
import { LIVE_STATUSES, Subscription } from './subscription.entity.js';

/** What the user answer says about a person's plan and subscription. */
@Injectable()
export class SubscriptionBilling implements BillingSummary {
  constructor(
    private readonly transactions: Transactions,
    private readonly currentPlans: CurrentPlans,
    private readonly plans: PlansService,
  ) {}

  async forUser(userId: number): Promise<BillingFields> {
    const [plan, subscription, customer] = await Promise.all([
      this.currentPlans.of(userId),
      this.latestSubscription(userId),
      this.transactions.repository(StripeCustomer).findOneBy({ userId }),
    ]);
    return {
      plan: await this.plans.answerFor(plan, true),
      stripe_subscription_id: subscription?.stripeSubscriptionId ?? null,
      stripe_subscription_status: subscription?.status ?? null,
      stripe_customer_id: customer?.customerId ?? null,
      subscription_renewal_date: (subscription && renewalDate(subscription)?.toISOString()) ?? null,
      subscription_interval: subscription?.price?.interval ?? null,
    };
  }

  /** The live one, else the newest: a payment that failed for good is worth knowing about. */
  private latestSubscription(userId: number): Promise<Subscription | null> {
    return this.transactions
      .repository(Subscription)
      .createQueryBuilder('subscription')
      .leftJoinAndSelect('subscription.price', 'price')
      .where('subscription.userId = :userId', { userId })
      .addSelect('CASE WHEN subscription.status IN (:...live) THEN 0 ELSE 1 END', 'rank')
      .setParameter('live', LIVE_STATUSES)
      .orderBy('rank')
      .addOrderBy('subscription.id', 'DESC')
      .limit(1)
      .getOne();
  }
}

/** When it is charged next; a subscription that ends or has ended is not. */
function renewalDate({ status, cancelAtPeriodEnd, currentPeriodEnd }: Subscription): Date | null {
  const isLive = (LIVE_STATUSES as readonly string[]).includes(status);
  return isLive && !cancelAtPeriodEnd ? currentPeriodEnd : null;
}
