import { Injectable } from '@nestjs/common';
import { type Problem, warning } from '../checks/check.js';
import { RoomCheck } from '../checks/room-check.js';
import { Transactions } from '../database/transactions.service.js';
import { JobRegistry } from './job-registry.js';

/** Jobs that wait under a name no class has: a class was renamed or removed, or a newer version wrote them. */
@Injectable()
export class JobNamesCheck extends RoomCheck {
  readonly id = 'jobs.unknown';

  constructor(
    private readonly transactions: Transactions,
    private readonly registry: JobRegistry,
  ) {
    super();
  }

  async find(): Promise<Problem[]> {
    const known = this.registry.names();
    const waiting = await this.transactions.sql<{ name: string; jobs: number }>(
      `SELECT name, count(*)::int AS jobs FROM (
         SELECT job AS name FROM outbox_message
         UNION ALL SELECT job FROM task_result WHERE finished_at IS NULL
       ) AS waiting WHERE name <> ALL ($1) GROUP BY name ORDER BY name`,
      [known],
    );
    return waiting.map(({ name, jobs }) =>
      warning(
        `${jobs} jobs wait under the name "${name}", which no class has.`,
        'Bring the class back under that jobName until they are done, or delete them from outbox_message and task_result.',
      ),
    );
  }
}
