import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.service.js';
import { InvalidInputError } from '../../core/http/app-error.js';
import { FilesService } from '../../core/storage/files.service.js';

const BATCH = 500;

/** `$1` days. What is still to be answered is nobody's past. */
const IS_OLD = `status IN ('done', 'failed') AND created_at < now() - $1 * interval '1 day'`;

/** What there is of old AI responses, or was until it was deleted. */
export interface OldAiResponseCounts {
  responses: number;
  /** Files generated from them. */
  files: number;
}

/**
 * AI responses that were asked for long ago, with the files generated from them. Questionnaires, CVs and the versions
 * that came out stay, and so does what was used of a quota.
 */
@Injectable()
export class OldAiResponses {
  constructor(
    private readonly transactions: Transactions,
    private readonly files: FilesService,
  ) {}

  /** @param days since they were asked for @throws InvalidInputError */
  async count(days: number): Promise<OldAiResponseCounts> {
    requireDays(days);
    const [counts] = await this.transactions.sql<OldAiResponseCounts>(
      `SELECT count(*)::int AS responses, count(pdf_id)::int AS files FROM ai_response WHERE ${IS_OLD}`,
      [days],
    );
    return counts!;
  }

  /** Deletes them in batches, each with its files by itself. @throws InvalidInputError */
  async delete(days: number): Promise<OldAiResponseCounts> {
    requireDays(days);
    const total = { responses: 0, files: 0 };
    for (;;) {
      const { responses, files } = await this.transactions.run(() => this.deleteBatch(days));
      total.responses += responses;
      total.files += files;
      if (responses < BATCH) return total;
    }
  }

  private async deleteBatch(days: number): Promise<OldAiResponseCounts> {
    // Old rows are the first ones of the key's index.
    const gone = await this.transactions.sql<{ file: number | null }>(
      `DELETE FROM ai_response WHERE id IN (
         SELECT id FROM ai_response WHERE ${IS_OLD} ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
       RETURNING pdf_id AS file`,
      [days],
    );
    const files = gone.map(({ file }) => file).filter((file) => file !== null);
    if (files.length > 0) await this.files.delete(files);
    return { responses: gone.length, files: files.length };
  }
}

function requireDays(days: unknown): void {
  if (Number.isSafeInteger(days) && (days as number) >= 1 && (days as number) <= 36_500) return;
  throw new InvalidInputError({ days: ['Give a whole number of days from 1 to 36500.'] });
}
