import { Injectable } from '@nestjs/common';
import { Transactions } from '../core/database/transactions.service.js';
import { Plan } from './plan.entity.js';
import { PlansMissingError } from './payments.errors.js';
import { LIVE_STATUSES } from './subscription.entity.js';

/** The subscription's plan, else the highest one granted, else the first one that costs nothing. */
const CURRENT_PLAN_ID = `(SELECT coalesce(
  (SELECT s.plan_id FROM subscription s WHERE s.user_id = :userId AND s.status IN (:...live)),
  (SELECT g.plan_id FROM plan_grant g JOIN plan p ON p.id = g.plan_id
    WHERE g.user_id = :userId AND (g.until IS NULL OR g.until > now())
    ORDER BY p."order" DESC, p.id LIMIT 1),
  (SELECT p.id FROM plan p
    WHERE NOT EXISTS (SELECT 1 FROM price WHERE price.plan_id = p.id AND price.active)
    ORDER BY p."order", p.id LIMIT 1)
))`;

/** Which plan a person is on. Everybody is on one. */
@Injectable()
export class CurrentPlans {
  constructor(private readonly transactions: Transactions) {}

  /** @throws PlansMissingError on an installation without a plan that costs nothing. */
  async of(userId: number): Promise<Plan> {
    const plan = await this.transactions
      .repository(Plan)
      .createQueryBuilder('plan')
      .where(`plan.id = ${CURRENT_PLAN_ID}`, { userId, live: LIVE_STATUSES })
      .getOne();
    if (!plan) throw new PlansMissingError();
    return plan;
  }
}
