import { Injectable } from '@nestjs/common';
import { AppConfig } from '../core/config/app-config.js';
import type { PlanUpgrade } from '../core/limits/plan-limits.js';
import type { PlanAnswer } from '../users/plan-answer.js';
import { CurrentPlans } from './current-plans.service.js';
import { planAnswer } from './plan-answers.js';
import { PlanCatalogue } from './plan-catalogue.service.js';
import type { Plan } from './plan.entity.js';
import type { Interval } from './price.entity.js';

const INTERVALS_OF: Record<'monthly' | 'yearly', Interval[]> = { monthly: ['month'], yearly: ['year'] };

/** The plans on offer. */
@Injectable()
export class PlansService {
  constructor(
    private readonly catalogue: PlanCatalogue,
    private readonly currentPlans: CurrentPlans,
    private readonly config: AppConfig,
  ) {}

  /** All plans in their order. @param userId whose plan is marked as current; null for a stranger. */
  async list(userId: number | null, billing?: 'monthly' | 'yearly'): Promise<PlanAnswer[]> {
    const [{ plans, prices }, current] = await Promise.all([
      this.catalogue.current(),
      userId === null ? null : this.currentPlans.of(userId),
    ]);
    const intervals = billing && INTERVALS_OF[billing];
    return plans.map((plan) => planAnswer(plan, prices, plan.id === current?.id, intervals));
  }

  /** One plan as clients see it. */
  async answerFor(plan: Plan, isCurrent: boolean): Promise<PlanAnswer> {
    const { prices } = await this.catalogue.current();
    return planAnswer(plan, prices, isCurrent);
  }

  /** The next plan up that can be bought; null on the highest one. */
  async upgradeFrom(plan: Plan): Promise<PlanUpgrade | null> {
    const { plans, prices } = await this.catalogue.current();
    const isSold = (id: number): boolean => prices.some(({ planId }) => planId === id);
    const next = plans.find(({ id, order }) => order > plan.order && isSold(id));
    if (!next) return null;
    return {
      message: `${next.name} allows ${next.aiResponsesPerDay} AI responses and ${next.uploadsPerDay} uploads a day.`,
      recommended_plan: next.name,
      upgrade_url: this.config.http.frontendUrl ? `${this.config.http.frontendUrl}/plans` : '/core/plans',
    };
  }
}
