import { Injectable } from '@nestjs/common';
import type { PeriodicTask } from '../../core/jobs/periodic-task.entity.js';
import { PeriodicTasks } from '../../core/jobs/periodic-tasks.service.js';
import { RowAction } from '../options/row-action.js';

/** Runs periodic tasks now. */
@Injectable()
export class RunPeriodicTask extends RowAction<PeriodicTask> {
  constructor(private readonly tasks: PeriodicTasks) {
    super();
  }

  async run(rows: PeriodicTask[]): Promise<void> {
    for (const row of rows) await this.tasks.runNow(row);
  }
}
