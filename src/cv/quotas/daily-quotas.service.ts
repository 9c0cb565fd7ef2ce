import { Injectable } from '@nestjs/common';
import { type PreparedQuery, preparedQuery } from '../../core/database/prepared-query.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { PlanLimitError } from '../../core/limits/limits.errors.js';
import { type LimitInfo, type PlanAllowance, PlanLimits } from '../../core/limits/plan-limits.js';

export type QuotaScope = 'aiResponses' | 'questionnaires' | 'uploads';

interface Scope {
  name: string;
  limit: (plan: PlanAllowance) => number;
  /** How much a person ($1) has used since a time ($2). */
  count: PreparedQuery<{ used: number }>;
}

const SCOPES: Record<QuotaScope, Scope> = {
  aiResponses: {
    name: 'AI responses',
    limit: ({ quotas }) => quotas.aiResponsesPerDay,
    count: preparedQuery(
      `SELECT count(*)::int AS used FROM ai_response r JOIN questionnaire q ON q.id = r.questionnaire_id
       WHERE q.user_id = $1 AND r.created_at >= $2 AND r.status <> 'failed'`,
    ),
  },
  questionnaires: {
    name: 'questionnaires',
    limit: ({ quotas }) => quotas.questionnairesPerDay,
    count: preparedQuery(
      'SELECT count(*)::int AS used FROM questionnaire WHERE user_id = $1 AND submitted_at >= $2',
    ),
  },
  uploads: {
    name: 'uploads',
    limit: ({ quotas }) => quotas.uploadsPerDay,
    count: preparedQuery(
      `SELECT count(*)::int AS used FROM stored_file f JOIN cv ON cv.source_file_id = f.id
       WHERE cv.owner_id = $1 AND f.created_at >= $2`,
    ),
  },
};

/** Makes a person ($1) wait for their other requests; the first key is any constant of our own and spells `QUOT`. */
const LOCK = preparedQuery(`SELECT pg_advisory_xact_lock(${0x51554f54}, hashint8($1))`);

/**
 * How much of a plan's daily quotas is used, counted from the rows themselves: what failed is given back by having
 * failed, and nothing can drift. Days are UTC.
 */
@Injectable()
export class DailyQuotas {
  constructor(
    private readonly transactions: Transactions,
    private readonly planLimits: PlanLimits,
  ) {}

  /**
   * Makes sure one more is allowed. To be called in the transaction that adds it: a person's requests then take
   * turns until it commits, so that no two of them can use the last one.
   * @throws PlanLimitError
   */
  async reserve(userId: number, scope: QuotaScope): Promise<void> {
    await LOCK(this.transactions, [userId]);
    const allowance = await this.planLimits.allowanceOf(userId);
    const info = await this.countUsed(userId, scope, allowance);
    if (info.remaining > 0) return;
    const what = `${info.limit} ${SCOPES[scope].name} a day`;
    throw new PlanLimitError(what, info, await this.planLimits.upgradeFor(userId));
  }

  async info(userId: number, scope: QuotaScope): Promise<LimitInfo> {
    return this.countUsed(userId, scope, await this.planLimits.allowanceOf(userId));
  }

  private async countUsed(userId: number, scope: QuotaScope, allowance: PlanAllowance): Promise<LimitInfo> {
    const today = new Date();
    today.setUTCHours(0, 0, 0, 0);
    const [row] = await SCOPES[scope].count(this.transactions, [userId, today]);
    const limit = SCOPES[scope].limit(allowance);
    const used = row?.used ?? 0;
    const reset = new Date(today.getTime() + 24 * 3_600_000);
    return {
      limit,
      used,
      remaining: Math.max(0, limit - used),
      reset_at: reset.toISOString(),
      current_plan: allowance.plan,
    };
  }
}
