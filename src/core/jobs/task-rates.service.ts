import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.service.js';
import type { RateLimit } from './job.js';

/** Gives each start of a limited job its place in time, over all processes. */
@Injectable()
export class TaskRates {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Reserves the next place; places stand evenly, `perMs / starts` apart.
   * @returns milliseconds until the start; 0 is now.
   */
  async reserve(job: string, { starts, perMs }: RateLimit): Promise<number> {
    const [row] = await this.transactions.sql<{ ms: number }>(
      `INSERT INTO task_rate AS rate (job, next_at) VALUES ($1, clock_timestamp())
       ON CONFLICT (job) DO UPDATE
         SET next_at = greatest(rate.next_at + $2::float8 * interval '1 millisecond', clock_timestamp())
       RETURNING extract(epoch FROM next_at - clock_timestamp())::float8 * 1000 AS ms`,
      [job, perMs / starts],
    );
    return Math.max(0, Math.ceil(row!.ms));
  }
}
