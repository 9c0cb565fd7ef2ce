import { Transactions } from '../database/transactions.service.js';
import { Job } from '../jobs/job.js';
import { JobHandler } from '../jobs/job-handler.js';

/** How long what people used of their daily quotas is kept, in days; only today's is ever asked for. */
const USAGE_KEPT_DAYS = 90;

/** Forgets what was counted in windows that have ended, blocks that have, and old usage of quotas. */
@JobHandler()
export class SweepLimitsJob extends Job {
  static readonly jobName = 'sweep-limits';
  static override readonly queue = 'maintenance';

  override readonly schedule = { everySeconds: 600 };

  constructor(private readonly transactions: Transactions) {
    super();
  }

  async perform(): Promise<void> {
    await this.transactions.sql('DELETE FROM rate_limit WHERE expire <= $1', [Date.now()]);
    await this.transactions.sql('DELETE FROM ip_block WHERE expires_at <= now()');
    await this.transactions.sql('DELETE FROM usage_record WHERE day < current_date - $1::int', [
      USAGE_KEPT_DAYS,
    ]);
  }
}
