import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.service.js';
import { PlanLimitError } from '../limits.errors.js';
import { PlanAllowances } from '../plan-allowances.service.js';
import { type LimitInfo, type PlanAllowance, PlanLimits, type Quotas } from '../plan-limits.js';
import { MOST_TAKEN, SETTLE, TAKE, TAKEN } from './quota-statements.js';
import { QUOTA_SCOPES, type QuotaScope } from './usage-record.entity.js';

/** Each scope as people read it, and what a plan says of it. */
const SCOPES: Record<QuotaScope, { name: string; of: (quotas: Quotas) => number }> = {
  ai_responses: { name: 'AI responses', of: ({ aiResponsesPerDay }) => aiResponsesPerDay },
  questionnaires: { name: 'questionnaires', of: ({ questionnairesPerDay }) => questionnairesPerDay },
  uploads: { name: 'uploads', of: ({ uploadsPerDay }) => uploadsPerDay },
};

/** Something reserved whose outcome is known. */
export interface Settlement {
  userId: number;
  /** When it was reserved: the quota of that day gets it back. */
  reservedAt: Date;
  /** Whether it was used; else it is given back. */
  used: boolean;
}

/** What somebody has taken of a quota today. */
export interface TakenQuota {
  username: string;
  scope: QuotaScope;
  info: LimitInfo;
}

/** What people have used of the daily quotas of their plans, kept in `usage_record`. Days are those of UTC. */
@Injectable()
export class DailyQuotas {
  constructor(
    private readonly transactions: Transactions,
    private readonly planLimits: PlanLimits,
    private readonly allowances: PlanAllowances,
  ) {}

  /**
   * Uses one up. To be called in the transaction that makes what it is for: what is rolled back was never used.
   * @throws PlanLimitError
   */
  async use(userId: number, scope: QuotaScope): Promise<void> {
    await this.take(userId, scope, [1, 0]);
  }

  /**
   * Reserves one for something that may fail later; `settle` says what came of it. To be called in the transaction that
   * begins it.
   * @throws PlanLimitError
   */
  async reserve(userId: number, scope: QuotaScope): Promise<void> {
    await this.take(userId, scope, [0, 1]);
  }

  /** Ends a reservation. To be called in the transaction that ends what it was for, and only if it did so just now. */
  async settle(scope: QuotaScope, { userId, reservedAt, used }: Settlement): Promise<void> {
    await SETTLE(this.transactions, [userId, scope, reservedAt, 1, used ? 1 : 0]);
  }

  /** Refuses who has none left, before anything dear is done for them. @throws PlanLimitError */
  async check(userId: number, scope: QuotaScope): Promise<void> {
    const { used, remaining } = await this.info(userId, scope);
    if (remaining > 0) return;
    const allowance = await this.planLimits.allowanceOf(userId);
    if (used >= limitOf(allowance, scope)) throw await this.refusal(userId, scope, allowance);
  }

  async info(userId: number, scope: QuotaScope): Promise<LimitInfo> {
    return (await this.all(userId, await this.allowanceOf(userId)))[scope];
  }

  /** Where a person stands with every quota of their plan. */
  async all(userId: number, allowance: PlanAllowance): Promise<Record<QuotaScope, LimitInfo>> {
    const rows = await TAKEN(this.transactions, [userId]);
    const taken = new Map(rows.map((row) => [row.scope, row.taken]));
    const infos = QUOTA_SCOPES.map((scope) => [scope, infoOf(allowance, scope, taken.get(scope) ?? 0)]);
    return Object.fromEntries(infos) as Record<QuotaScope, LimitInfo>;
  }

  /** Who has taken most today: of one person or, for null, of everybody. For operators. */
  async most(userId: number | null, limit: number): Promise<TakenQuota[]> {
    const rows = await MOST_TAKEN(this.transactions, [userId, limit]);
    return Promise.all(
      rows.map(async ({ userId: id, username, scope, taken }) => {
        const allowance = await this.allowanceOf(id);
        return { username, scope, info: infoOf(allowance, scope, taken) };
      }),
    );
  }

  private async take(userId: number, scope: QuotaScope, counts: [number, number]): Promise<void> {
    const remembered = limitOf(await this.allowanceOf(userId), scope);
    if ((await TAKE(this.transactions, [userId, scope, remembered, ...counts])).length > 0) return;
    // What is remembered may be of five minutes ago; nobody is refused what they have just paid for.
    const allowance = await this.planLimits.allowanceOf(userId);
    const limit = limitOf(allowance, scope);
    const raised = limit > remembered && (await TAKE(this.transactions, [userId, scope, limit, ...counts]));
    if (!raised || raised.length === 0) throw await this.refusal(userId, scope, allowance);
  }

  private async refusal(
    userId: number,
    scope: QuotaScope,
    allowance: PlanAllowance,
  ): Promise<PlanLimitError> {
    const limit = limitOf(allowance, scope);
    const upgrade = await this.planLimits.upgradeFor(userId);
    return new PlanLimitError(
      `${limit} ${SCOPES[scope].name} a day`,
      infoOf(allowance, scope, limit),
      upgrade,
    );
  }

  /** @throws what `PlanLimits` throws for somebody who is on no plan. */
  private async allowanceOf(userId: number): Promise<PlanAllowance> {
    const known = this.allowances.known(userId) ?? (await this.allowances.ask(userId));
    return known ?? this.planLimits.allowanceOf(userId);
  }
}

const limitOf = ({ quotas }: PlanAllowance, scope: QuotaScope): number => SCOPES[scope].of(quotas);

function infoOf(allowance: PlanAllowance, scope: QuotaScope, used: number): LimitInfo {
  const limit = limitOf(allowance, scope);
  const tomorrow = new Date();
  tomorrow.setUTCHours(24, 0, 0, 0);
  return {
    limit,
    used,
    remaining: Math.max(0, limit - used),
    reset_at: tomorrow.toISOString(),
    current_plan: allowance.plan,
  };
}
