import { Injectable } from '@nestjs/common';
import { AppConfig } from '../core/config/app-config.js';
import { Transactions } from '../core/database/transactions.service.js';
import type { PlanUpgrade } from '../core/limits/plan-limits.js';
import type { PlanAnswer } from '../users/plan-answer.js';
import { CurrentPlans } from './current-plans.service.js';
import { planAnswer } from './plan-answers.js';
import { Plan } from './plan.entity.js';
import { type Interval, Price } from './price.entity.js';

const INTERVALS_OF: Record<'monthly' | 'yearly', Interval[]> = { monthly: ['month'], yearly: ['year'] };

/** The plans on offer. */
@Injectable()
export class PlansService {
  constructor(
    private readonly transactions: Transactions,
    private readonly currentPlans: CurrentPlans,
    private readonly config: AppConfig,
  ) {}

  /** All plans in their order. @param userId whose plan is marked as current; null for a stranger. */
  async list(userId: number | null, billing?: 'monthly' | 'yearly'): Promise<PlanAnswer[]> {
    const [plans, prices, current] = await Promise.all([
      this.transactions.repository(Plan).find({ order: { order: 'ASC', id: 'ASC' } }),
      this.transactions.repository(Price).findBy({ active: true }),
      userId === null ? null : this.currentPlans.of(userId),
    ]);
    const intervals = billing && INTERVALS_OF[billing];
    return plans.map((plan) => planAnswer(plan, prices, plan.id === current?.id, intervals));
  }

  /** One plan as clients see it. */
  async answerFor(plan: Plan, isCurrent: boolean): Promise<PlanAnswer> {
    const prices = await this.transactions.repository(Price).findBy({ planId: plan.id, active: true });
    return planAnswer(plan, prices, isCurrent);
  }

  /** The next plan up that can be bought; null on the highest one. */
  async upgradeFrom(plan: Plan): Promise<PlanUpgrade | null> {
    const next = await this.transactions
      .repository(Plan)
      .createQueryBuilder('plan')
      .where('plan.order > :order', { order: plan.order })
      .andWhere('EXISTS (SELECT 1 FROM price WHERE price.plan_id = plan.id AND price.active)')
      .orderBy('plan.order')
      .addOrderBy('plan.id')
      .limit(1)
      .getOne();
    if (!next) return null;
    return {
      message: `${next.name} allows ${next.aiResponsesPerDay} AI responses and ${next.uploadsPerDay} uploads a day.`,
      recommended_plan: next.name,
      upgrade_url: this.config.http.frontendUrl ? `${this.config.http.frontendUrl}/plans` : '/core/plans',
    };
  }
}
