import { Injectable } from '@nestjs/common';
import { NotFoundError } from '../../core/http/app-error.js';
import { PlanLimits } from '../../core/limits/plan-limits.js';
import { DailyQuotas } from '../../core/limits/quotas/daily-quotas.service.js';
import { RequestLimits } from '../../core/limits/request-limits.service.js';
import { UsersService } from '../../users/users.service.js';
import type { RateLimitsAnswer } from './rate-limits.answer.js';

/** Tells people where they stand with the limits of their plan. */
@Injectable()
export class RateLimits {
  constructor(
    private readonly users: UsersService,
    private readonly planLimits: PlanLimits,
    private readonly quotas: DailyQuotas,
    private readonly requests: RequestLimits,
  ) {}

  async status(userId: number): Promise<RateLimitsAnswer> {
    const user = await this.users.findById(userId);
    if (!user) throw new NotFoundError();
    const allowance = await this.planLimits.allowanceOf(userId);
    const [quotas, api_calls, upgrade_suggestion] = await Promise.all([
      this.quotas.all(userId, allowance),
      this.requests.hourOf(userId, allowance),
      this.planLimits.upgradeFor(userId),
    ]);
    return {
      user: { username: user.username, email: user.email, plan: allowance.plan },
      rate_limits: { ...quotas, api_calls },
      upgrade_suggestion,
    };
  }
}
