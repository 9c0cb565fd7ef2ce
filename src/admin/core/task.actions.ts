import { Injectable } from '@nestjs/common';
import type { TaskResult } from '../../core/jobs/task-result.entity.js';
import { TaskResults } from '../../core/jobs/task-results.service.js';
import { AppError } from '../../core/http/app-error.js';
import { RowAction } from '../options/row-action.js';

/** 409: a task's state does not allow what is asked for. */
class TaskStateError extends AppError {
  readonly status = 409;
  readonly code = 'task_state';
}

/** Runs tasks again that did not succeed: all of a selection or none. */
@Injectable()
export class RetryTasks extends RowAction<TaskResult> {
  constructor(private readonly results: TaskResults) {
    super();
  }

  async run(rows: TaskResult[]): Promise<void> {
    for (const { taskId, job, id } of rows)
      if (!(await this.results.retry(taskId)))
        throw new TaskStateError(
          `Task ${id} (${job}) is under way or done. Choose those that did not succeed.`,
        );
  }
}

/** Cancels tasks that have not ended: all of a selection or none. */
@Injectable()
export class CancelTasks extends RowAction<TaskResult> {
  constructor(private readonly results: TaskResults) {
    super();
  }

  async run(rows: TaskResult[]): Promise<void> {
    for (const { taskId, job, id } of rows)
      if (!(await this.results.cancel(taskId)))
        throw new TaskStateError(`Task ${id} (${job}) has ended. Choose those that wait or run.`);
  }
}
