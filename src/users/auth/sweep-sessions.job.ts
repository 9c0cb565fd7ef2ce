import { deleteInBatches } from '../../core/database/delete-in-batches.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { Job } from '../../core/jobs/job.js';
import { JobHandler } from '../../core/jobs/job-handler.js';

/**
 * An expired token is refused whether or not its row is there. Only that it was revoked must be known as long as one of
 * its family lives, since a successor may have been born while the family was being ended.
 */
const REFRESH_TOKENS_DONE_WITH = `row.expires_at < now() AND (row.revoked_at IS NULL OR NOT EXISTS (
  SELECT 1 FROM refresh_session AS other WHERE other.family = row.family AND other.expires_at >= now()))`;

/** Forgets sessions of the API and of the admin that have expired. */
@JobHandler()
export class SweepSessionsJob extends Job {
  static readonly jobName = 'users.sweep-sessions';
  static override readonly queue = 'maintenance';

  override readonly schedule = { crontab: '40 * * * *' };

  constructor(private readonly transactions: Transactions) {
    super();
  }

  override async perform(): Promise<{ refreshTokens: number; adminSessions: number }> {
    return {
      refreshTokens: await deleteInBatches(this.transactions, 'refresh_session', REFRESH_TOKENS_DONE_WITH),
      adminSessions: await deleteInBatches(this.transactions, 'admin_session', 'row.expires_at < now()'),
    };
  }
}
