import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { RequestUser } from '../http/auth.decorators.js';
import { AppConfig } from '../config/app-config.js';
import { RequestLimits } from './request-limits.service.js';
import type { RateState } from './shared-window.js';

type UserRequest = FastifyRequest & { user?: RequestUser | null };

/** Counts requests of people by their plan; to stand behind the guard that finds out who they are. */
@Injectable()
export class UserLimitGuard implements CanActivate {
  private readonly enabled: boolean;

  constructor(
    config: AppConfig,
    private readonly limits: RequestLimits,
  ) {
    this.enabled = config.limits.enabled;
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<UserRequest>();
    if (!this.enabled || !request.user) return true;
    const state = this.limits.countUser(request.user.id);
    if (state instanceof Promise) return state.then((counted) => tell(request, counted));
    return tell(request, state);
  }
}

/** The answer speaks of the limit that is nearer; that of the address is there already. */
function tell(request: FastifyRequest, state: RateState | null): true {
  if (state && !(request.rateState && request.rateState.remaining < state.remaining))
    request.rateState = state;
  return true;
}
