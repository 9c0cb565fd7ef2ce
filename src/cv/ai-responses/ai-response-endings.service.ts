import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.service.js';
import { DailyQuotas } from '../../core/limits/quotas/daily-quotas.service.js';
import { UNFINISHED } from './ai-response.entity.js';

/** What improving a CV gave. */
export interface AiResponseResult {
  /** Markdown. */
  responseText: string;
  engineVersion: string;
  /** The version of the CV that came out; null without a resume. */
  resultVersionId: number | null;
}

/** The error of what is given up, as people read it. */
const GIVEN_UP = 'The CV could not be improved. Your quota was given back; try again.';

/** The ending responses and what they become: text or error, engine, version. */
const END = (which: string): string => `
  UPDATE ai_response r
  SET status = $2, finished_at = now(), error = $3, response_text = $4, engine_version = $5, result_version_id = $6
  FROM questionnaire q WHERE q.id = r.questionnaire_id AND r.status = ANY($7) AND ${which}
  RETURNING q.user_id AS "userId", r.created_at AS "reservedAt"`;

/**
 * Ends AI responses, each once, and with each its reservation: a result uses the quota, a failure gives it back.
 */
@Injectable()
export class AiResponseEndings {
  constructor(
    private readonly transactions: Transactions,
    private readonly quotas: DailyQuotas,
  ) {}

  /** Saves a result. @throws Error when the response has ended already. */
  async finish(id: number, result: AiResponseResult): Promise<void> {
    const ended = await this.end('r.id = $1', id, result);
    if (ended === 0) throw new Error(`AI response ${id} was given up before its result came`);
  }

  /** Gives up one, unless it has ended. */
  async giveUp(id: number): Promise<void> {
    await this.end('r.id = $1', id, null);
  }

  /** Gives up all that were asked for before a time and have not ended. @returns how many those were. */
  async giveUpOlderThan(time: Date): Promise<number> {
    return this.end('r.created_at < $1', time, null);
  }

  private async end(which: string, of: number | Date, result: AiResponseResult | null): Promise<number> {
    return this.transactions.run(async () => {
      const outcome = result
        ? ['done', null, result.responseText, result.engineVersion, result.resultVersionId]
        : ['failed', GIVEN_UP, '', null, null];
      const ended = await this.transactions.sql<{ userId: number; reservedAt: Date }>(END(which), [
        of,
        ...outcome,
        UNFINISHED,
      ]);
      for (const { userId, reservedAt } of ended)
        await this.quotas.settle('ai_responses', { userId, reservedAt, used: result !== null });
      return ended.length;
    });
  }
}
