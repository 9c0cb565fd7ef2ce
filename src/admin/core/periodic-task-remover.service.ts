import { Injectable } from '@nestjs/common';
import type { PeriodicTask } from '../../core/jobs/periodic-task.entity.js';
import { PeriodicTasks } from '../../core/jobs/periodic-tasks.service.js';
import { RowRemover } from '../options/row-remover.js';

/** Periodic tasks that staff delete, but for those that the service would make again. */
@Injectable()
export class PeriodicTaskRemover extends RowRemover<PeriodicTask> {
  constructor(private readonly tasks: PeriodicTasks) {
    super();
  }

  async remove(rows: PeriodicTask[]): Promise<void> {
    await this.tasks.delete(rows);
  }
}
