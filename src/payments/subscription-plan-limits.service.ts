import { Injectable } from '@nestjs/common';
import type { PlanAllowance, PlanLimits, PlanUpgrade } from '../core/limits/plan-limits.js';
import { CurrentPlans } from './current-plans.service.js';
import { PlansService } from './plans.service.js';

/** Quotas of the plan a person is on. */
@Injectable()
export class SubscriptionPlanLimits implements PlanLimits {
  constructor(
    private readonly currentPlans: CurrentPlans,
    private readonly plans: PlansService,
  ) {}

  async allowanceOf(userId: number): Promise<PlanAllowance> {
    const plan = await this.currentPlans.of(userId);
    const { aiResponsesPerDay, questionnairesPerDay, uploadsPerDay, apiCallsPerHour, burstPerMinute } = plan;
    return {
      plan: plan.name,
      quotas: { aiResponsesPerDay, questionnairesPerDay, uploadsPerDay, apiCallsPerHour, burstPerMinute },
    };
  }

  async upgradeFor(userId: number): Promise<PlanUpgrade | null> {
    return this.plans.upgradeFrom(await this.currentPlans.of(userId));
  }
}
