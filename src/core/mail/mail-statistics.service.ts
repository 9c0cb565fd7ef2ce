import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.service.js';

/** How mail stands, for monitoring. */
export interface MailFigures {
  /** To be sent, now or later. */
  pending: number;
  /** Age of the oldest of these, in seconds; 0 without any. */
  oldestPendingSeconds: number;
  /** Given up within the last day. */
  failed: number;
}

/** Tells how mail stands. */
@Injectable()
export class MailStatistics {
  constructor(private readonly transactions: Transactions) {}

  async current(): Promise<MailFigures> {
    const [figures] = await this.transactions.sql<MailFigures>(
      `SELECT count(*) FILTER (WHERE status = 'pending')::int AS pending,
              coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE status = 'pending')), 0)::int
                AS "oldestPendingSeconds",
              count(*) FILTER (WHERE status = 'failed')::int AS failed
       FROM email_message
       WHERE status = 'pending' OR (status = 'failed' AND created_at > now() - interval '1 day')`,
    );
    return figures!;
  }
}
