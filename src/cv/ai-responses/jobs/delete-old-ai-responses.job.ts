import { Job } from '../../../core/jobs/job.js';
import { JobHandler } from '../../../core/jobs/job-handler.js';
import { type OldAiResponseCounts, OldAiResponses } from '../old-ai-responses.service.js';

/** Deletes AI responses older than `days`; switched off until staff decide that people's results shall go. */
@JobHandler()
export class DeleteOldAiResponsesJob extends Job<{ days: number }> {
  static readonly jobName = 'cv.delete-old-ai-responses';
  static override readonly queue = 'maintenance';

  override readonly schedule = { crontab: '30 3 * * *', payload: { days: 365 }, enabled: false as const };

  constructor(private readonly old: OldAiResponses) {
    super();
  }

  override async perform({ days }: { days: number }): Promise<OldAiResponseCounts> {
    return this.old.delete(days);
  }
}
