import { AppError, type ProblemExtras } from '../../core/http/app-error.js';
import type { PlanUpgrade } from '../../core/limits/plan-limits.js';

/** Where somebody stands with one of their quotas; names as clients see them. */
export interface LimitInfo {
  limit: number;
  used: number;
  remaining: number;
  /** ISO 8601. */
  reset_at: string;
  current_plan: string;
}

/** 429: the plan allows no more of this until the quota resets. */
export class QuotaExceededError extends AppError {
  readonly status = 429;
  readonly code = 'rate_limit_exceeded';
  override readonly extras: ProblemExtras;

  constructor(what: string, info: LimitInfo, upgrade: PlanUpgrade | null) {
    super(
      `Your ${info.current_plan} plan allows ${info.limit} ${what} a day. Try again after ${info.reset_at}, or change plan.`,
    );
    this.extras = { limit_info: info, upgrade_suggestion: upgrade };
  }
}
