import { Job } from '../jobs/job.js';
import { JobHandler } from '../jobs/job-handler.js';
import { MailDelivery, type Outcome } from './mail-delivery.service.js';

type Payload = { emailId: number };

/** Sends a mail as soon as it was written; what fails is tried again by `RetryEmailsJob`. */
@JobHandler()
export class SendEmailJob extends Job<Payload> {
  static readonly jobName = 'send-email';
  static override readonly queue = 'mail';

  constructor(private readonly delivery: MailDelivery) {
    super();
  }

  async perform({ emailId }: Payload): Promise<{ outcome: Outcome | null }> {
    return { outcome: await this.delivery.deliver(emailId) };
  }
}
