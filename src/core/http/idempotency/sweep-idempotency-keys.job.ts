import { Job } from '../../jobs/job.js';
import { JobHandler } from '../../jobs/job-handler.js';
import { Idempotency } from './idempotency.service.js';

/** Forgets the keys that are no longer honoured, and the answers kept with them. */
@JobHandler()
export class SweepIdempotencyKeysJob extends Job {
  static readonly jobName = 'sweep-idempotency-keys';
  static override readonly queue = 'maintenance';

  override readonly schedule = { everySeconds: 3_600 };

  constructor(private readonly idempotency: Idempotency) {
    super();
  }

  async perform(): Promise<void> {
    await this.idempotency.sweep();
  }
}
