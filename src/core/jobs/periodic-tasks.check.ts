import { Injectable } from '@nestjs/common';
import { type Problem, warning } from '../checks/check.js';
import { RoomCheck } from '../checks/room-check.js';
import { Transactions } from '../database/transactions.service.js';

/** Much longer than a running scheduler leaves a task alone that is due. */
const LATE = '5 minutes';

/** Periodic tasks that nothing starts: no process consumes jobs, or none knows their job. */
@Injectable()
export class PeriodicTasksCheck extends RoomCheck {
  readonly id = 'jobs.overdue';

  constructor(private readonly transactions: Transactions) {
    super();
  }

  async find(): Promise<Problem[]> {
    const late = await this.transactions.sql<{ name: string; job: string }>(
      `SELECT name, job FROM periodic_task WHERE enabled AND next_run_at < now() - interval '${LATE}' ORDER BY name`,
    );
    return late.map(({ name, job }) =>
      warning(
        `The periodic task "${name}" has been due for more than ${LATE}.`,
        `Start a process that consumes jobs; if one runs, bring back its job "${job}" or switch the task off.`,
      ),
    );
  }
}
