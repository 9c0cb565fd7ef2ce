import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.service.js';
import { Job } from '../jobs/job.js';

/** Forgets what was counted in windows that have ended, and blocks that have. */
@Injectable()
export class SweepLimitsJob extends Job {
  static readonly jobName = 'sweep-limits';

  override readonly schedule = { everySeconds: 600 };

  constructor(private readonly transactions: Transactions) {
    super();
  }

  async perform(): Promise<void> {
    await this.transactions.sql('DELETE FROM rate_limit WHERE expire <= $1', [Date.now()]);
    await this.transactions.sql('DELETE FROM ip_block WHERE expires_at <= now()');
  }
}
