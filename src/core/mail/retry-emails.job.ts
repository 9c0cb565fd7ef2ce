import { Job } from '../jobs/job.js';
import { JobHandler } from '../jobs/job-handler.js';
import { MailDelivery } from './mail-delivery.service.js';

/** So many mails, and for so long, in one run; the next one goes on. */
const BATCH = 1_000;
const RUN_MS = 50_000;

/** Sends the mails whose time has come again, until the SMTP server turns out to be away. */
@JobHandler()
export class RetryEmailsJob extends Job {
  static readonly jobName = 'retry-emails';
  static override readonly queue = 'mail';

  override readonly schedule = { everySeconds: 60 };

  constructor(private readonly delivery: MailDelivery) {
    super();
  }

  async perform(): Promise<{ sent: number }> {
    const deadline = Date.now() + RUN_MS;
    let sent = 0;
    for (const id of await this.delivery.due(BATCH)) {
      const outcome = await this.delivery.deliver(id);
      if (outcome === 'sent') sent++;
      if (outcome === 'unreachable' || Date.now() > deadline) break;
    }
    return { sent };
  }
}
