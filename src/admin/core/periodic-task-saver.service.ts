import { Injectable } from '@nestjs/common';
import type { PeriodicTask } from '../../core/jobs/periodic-task.entity.js';
import { type NewPeriodicTask, PeriodicTasks } from '../../core/jobs/periodic-tasks.service.js';
import { RowSaver } from '../options/row-saver.js';

/** Periodic tasks that staff make or change, checked by field and planned anew. */
@Injectable()
export class PeriodicTaskSaver extends RowSaver<PeriodicTask> {
  constructor(private readonly tasks: PeriodicTasks) {
    super();
  }

  create(values: Partial<PeriodicTask>): Promise<PeriodicTask> {
    return this.tasks.create(values as NewPeriodicTask);
  }

  async update(row: PeriodicTask, changes: Partial<PeriodicTask>): Promise<void> {
    await this.tasks.update(row, changes);
  }
}
