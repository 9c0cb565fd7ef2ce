import { Logger } from '@nestjs/common';
import { Job } from '../../../core/jobs/job.js';
import { JobHandler } from '../../../core/jobs/job-handler.js';
import { AiResponseEndings } from '../ai-response-endings.service.js';

/** Far longer than any retry of `cv.improve` takes, in milliseconds. */
const PATIENCE_MS = 15 * 60_000;

/**
 * Ends the responses that nothing will end any more: our rows are the truth, and the queue may have lost track of a
 * job, or failed it without getting to say so.
 */
@JobHandler()
export class GiveUpAiResponsesJob extends Job {
  static readonly jobName = 'cv.give-up-ai-responses';
  static override readonly queue = 'maintenance';
  override readonly schedule = { everySeconds: 60 };

  private readonly log = new Logger(GiveUpAiResponsesJob.name);

  constructor(private readonly endings: AiResponseEndings) {
    super();
  }

  override async perform(): Promise<void> {
    const count = await this.endings.giveUpOlderThan(new Date(Date.now() - PATIENCE_MS));
    if (count) this.log.warn(`gave up ${count} AI responses that nothing had finished`);
  }
}
