import { Transactions } from '../database/transactions.service.js';
import { Job } from '../jobs/job.js';
import { JobHandler } from '../jobs/job-handler.js';

type Payload = { days: number };

/** Erases what mails said once nobody needs it any more: it is about people, and may hold links that open something. */
@JobHandler()
export class EraseEmailsJob extends Job<Payload> {
  static readonly jobName = 'erase-emails';
  static override readonly queue = 'maintenance';

  override readonly schedule = { crontab: '20 3 * * *', payload: { days: 30 } };

  constructor(private readonly transactions: Transactions) {
    super();
  }

  async perform({ days }: Payload): Promise<{ erased: number }> {
    const rows = await this.transactions.sql(
      `UPDATE email_message SET text = NULL, html = NULL
       WHERE text IS NOT NULL AND status <> 'pending' AND created_at < now() - $1 * interval '1 day' RETURNING id`,
      [days],
    );
    return { erased: rows.length };
  }
}
