import { Logger } from '@nestjs/common';
import { deleteInBatches } from '../../database/delete-in-batches.js';
import { Transactions } from '../../database/transactions.service.js';
import { Job } from '../job.js';
import { JobHandler } from '../job-handler.js';
import { JobRegistry } from '../job-registry.js';

/** After how many days what is forgotten. */
interface Retention extends Record<string, number> {
  /** What came of tasks, failures included. */
  results: number;
  /** Marks of effects: a task that is run again after that repeats its effect, so they outlive the results. */
  effects: number;
  /** Tasks that wait in the outbox for a job which no version brings any more. */
  unknown: number;
}

const OLDER = (column: string): string => `${column} < now() - $1 * interval '1 day'`;

/** Forgets what is known about tasks that ended long ago. */
@JobHandler()
export class SweepTasksJob extends Job<Retention> {
  static readonly jobName = 'sweep-tasks';
  static override readonly queue = 'maintenance';

  override readonly schedule = {
    crontab: '10 3 * * *',
    payload: { results: 30, effects: 90, unknown: 30 },
  };

  private readonly log = new Logger(SweepTasksJob.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly registry: JobRegistry,
  ) {
    super();
  }

  override async perform({ results, effects, unknown }: Retention): Promise<Retention> {
    const ended = `row.finished_at IS NOT NULL AND ${OLDER('row.finished_at')} AND ${OLDER('row.created_at')}`;
    const gone = {
      results: await deleteInBatches(this.transactions, 'task_result', ended, [results]),
      effects: await deleteInBatches(this.transactions, 'processed_effect', OLDER('row.created_at'), [
        Math.max(effects, results),
      ]),
      unknown: await deleteInBatches(
        this.transactions,
        'outbox_message',
        `${OLDER('row.created_at')} AND row.job <> ALL ($2)`,
        [unknown, this.registry.all().map(([name]) => name)],
      ),
    };
    if (gone.unknown > 0) this.log.warn(`forgot ${gone.unknown} tasks of jobs that no version brought back`);
    return gone;
  }
}
