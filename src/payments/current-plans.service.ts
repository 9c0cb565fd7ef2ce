import { Injectable } from '@nestjs/common';
import { preparedRead } from '../core/database/prepared-query.js';
import { Transactions } from '../core/database/transactions.service.js';
import type { Plan } from './plan.entity.js';
import { PlansMissingError } from './payments.errors.js';
import { LIVE_STATUSES } from './subscription.entity.js';

/**
 * The subscription's plan, else the highest one granted, else the first one that costs nothing. Asked before
 * everything that has a quota.
 */
const CURRENT_PLAN = preparedRead<Plan>(`
  SELECT id, created_at AS "createdAt", updated_at AS "updatedAt", version, name, description, "order",
         ai_responses_per_day AS "aiResponsesPerDay", questionnaires_per_day AS "questionnairesPerDay",
         uploads_per_day AS "uploadsPerDay", api_calls_per_hour AS "apiCallsPerHour",
         burst_per_minute AS "burstPerMinute", features
  FROM plan WHERE id = (SELECT coalesce(
    (SELECT s.plan_id FROM subscription s
      WHERE s.user_id = $1 AND s.status IN (${LIVE_STATUSES.map((status) => `'${status}'`).join(', ')})),
    (SELECT g.plan_id FROM plan_grant g JOIN plan p ON p.id = g.plan_id
      WHERE g.user_id = $1 AND (g.until IS NULL OR g.until > now())
      ORDER BY p."order" DESC, p.id LIMIT 1),
    (SELECT p.id FROM plan p
      WHERE NOT EXISTS (SELECT 1 FROM price WHERE price.plan_id = p.id AND price.active)
      ORDER BY p."order", p.id LIMIT 1)
  ))`);

/** Which plan a person is on. Everybody is on one. */
@Injectable()
export class CurrentPlans {
  constructor(private readonly transactions: Transactions) {}

  /** @throws PlansMissingError on an installation without a plan that costs nothing. */
  async of(userId: number): Promise<Plan> {
    const [plan] = await CURRENT_PLAN(this.transactions, [userId]);
    if (!plan) throw new PlansMissingError();
    return plan;
  }
}
