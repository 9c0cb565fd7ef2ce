import { Job } from '../jobs/job.js';
import { JobHandler } from '../jobs/job-handler.js';
import { FileSweeper } from './file-sweeper.service.js';

/** Longer than any upload takes. */
const GRACE_MS = 24 * 3_600_000;

/** Removes files that were deleted, or begun and never finished. */
@JobHandler()
export class SweepFilesJob extends Job {
  static readonly jobName = 'sweep-files';
  static override readonly queue = 'maintenance';

  override readonly schedule = { everySeconds: 600 };

  constructor(private readonly sweeper: FileSweeper) {
    super();
  }

  async perform(): Promise<{ removed: number }> {
    return { removed: await this.sweeper.sweepRows(new Date(Date.now() - GRACE_MS)) };
  }
}

/** Removes objects that no row knows; once a day, since it reads the whole list of a storage. */
@JobHandler()
export class SweepOrphansJob extends Job {
  static readonly jobName = 'sweep-orphans';
  static override readonly queue = 'maintenance';

  override readonly schedule = { everySeconds: 86_400 };

  constructor(private readonly sweeper: FileSweeper) {
    super();
  }

  async perform(): Promise<{ removed: number }> {
    return { removed: await this.sweeper.sweepOrphans(new Date(Date.now() - GRACE_MS)) };
  }
}
