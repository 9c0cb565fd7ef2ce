import { AppError, ForbiddenError, type ProblemExtras } from '../http/app-error.js';
import type { LimitInfo, PlanUpgrade } from './plan-limits.js';

const minutes = (seconds: number): string =>
  seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;

/** 403: an operator blocked the address. */
export class AddressBlockedError extends ForbiddenError {
  override readonly code = 'address_blocked';
  constructor() {
    super(
      'Requests from your address are not answered. Ask the operator of this service if that is a mistake.',
    );
  }
}

/** 429: more requests from one address than the service answers. */
export class TooManyRequestsError extends AppError {
  readonly status = 429;
  readonly code = 'too_many_requests';
  constructor(override readonly retryAfter: number) {
    super(`Too many requests come from your address. Try again in ${minutes(retryAfter)}.`);
  }
}

/** 429: too many logins failed. */
export class TooManyLoginsError extends AppError {
  readonly status = 429;
  readonly code = 'too_many_attempts';
  constructor(override readonly retryAfter: number) {
    super(`Too many attempts to log in. Try again in ${minutes(retryAfter)}.`);
  }
}

/** 429: the plan allows no more of this until the limit resets. */
export class PlanLimitError extends AppError {
  readonly status = 429;
  readonly code = 'rate_limit_exceeded';
  override readonly extras: ProblemExtras;
  override readonly retryAfter: number;

  /** @param what is limited, e.g. `20 uploads a day`. */
  constructor(what: string, info: LimitInfo, upgrade: PlanUpgrade | null) {
    super(`Your ${info.current_plan} plan allows ${what}. Try again after ${info.reset_at}, or change plan.`);
    this.extras = { limit_info: info, upgrade_suggestion: upgrade };
    this.retryAfter = Math.max(1, Math.ceil((Date.parse(info.reset_at) - Date.now()) / 1000));
  }
}
