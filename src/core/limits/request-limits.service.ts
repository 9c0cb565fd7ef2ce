import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { PlanLimitError, TooManyRequestsError } from './limits.errors.js';
import { PlanAllowances } from './plan-allowances.service.js';
import type { LimitInfo, PlanAllowance } from './plan-limits.js';
import type { RateState, SharedWindow } from './shared-window.js';
import { SharedWindows } from './shared-windows.service.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * How many requests are answered: of an address per minute, whoever makes them, and of a person per minute and per
 * hour, as their plan says.
 */
@Injectable()
export class RequestLimits {
  private readonly address: SharedWindow;
  private readonly burst: SharedWindow;
  private readonly hour: SharedWindow;
  private readonly perAddress: number;

  constructor(
    config: AppConfig,
    private readonly windows: SharedWindows,
    private readonly allowances: PlanAllowances,
  ) {
    this.perAddress = config.limits.perAddress;
    this.address = windows.open('address', MINUTE_MS);
    this.burst = windows.open('burst', MINUTE_MS);
    this.hour = windows.open('hour', HOUR_MS);
  }

  /** Counts a request of an address. @throws TooManyRequestsError */
  countAddress(address: string): RateState {
    const state = this.address.count(address, this.perAddress);
    if (state.remaining < 0) throw new TooManyRequestsError(secondsUntil(state.endsAt));
    return state;
  }

  /**
   * Counts a request of a person. A promise only when their plan must be asked for, or is used up.
   * @returns the limit that is nearer; null for somebody without any.
   */
  countUser(userId: number): RateState | null | Promise<RateState | null> {
    const allowance = this.allowances.known(userId);
    if (allowance === undefined)
      return this.allowances.ask(userId).then((asked) => this.countAllowed(userId, asked));
    return this.countAllowed(userId, allowance);
  }

  /** Where a person stands with the requests of an hour that their plan allows. */
  async hourOf(userId: number, { plan, quotas }: PlanAllowance): Promise<LimitInfo> {
    const counted = await this.windows.counted(this.hour, userId);
    const limit = quotas.apiCallsPerHour;
    const used = Math.min(limit, counted?.points ?? 0);
    const reset_at = new Date(counted?.expire ?? Date.now() + HOUR_MS).toISOString();
    return { limit, used, remaining: limit - used, reset_at, current_plan: plan };
  }

  private countAllowed(
    userId: number,
    allowance: PlanAllowance | null,
  ): RateState | null | Promise<RateState | null> {
    if (!allowance) return null;
    const { apiCallsPerHour, burstPerMinute } = allowance.quotas;
    const burst = this.burst.count(userId, burstPerMinute);
    if (burst.remaining < 0) return this.refuse(userId, `${burst.limit} requests a minute`, burst, allowance);
    const hour = this.hour.count(userId, apiCallsPerHour);
    if (hour.remaining < 0) return this.refuse(userId, `${hour.limit} requests an hour`, hour, allowance);
    return burst.remaining < hour.remaining ? burst : hour;
  }

  private async refuse(
    userId: number,
    what: string,
    { limit, endsAt }: RateState,
    { plan }: PlanAllowance,
  ): Promise<never> {
    const reset_at = new Date(endsAt).toISOString();
    const info: LimitInfo = { limit, used: limit, remaining: 0, reset_at, current_plan: plan };
    throw new PlanLimitError(what, info, await this.allowances.upgradeFor(userId));
  }
}

/** At least one, as the header wants it. */
export const secondsUntil = (endsAt: number): number => Math.max(1, Math.ceil((endsAt - Date.now()) / 1000));
