import { TaskRate } from '../../core/jobs/task-rate.entity.js';
import { ModelAdmin, VIEW_ONLY } from '../model-admin.js';

/** When the next task of a job that is limited per minute may start. */
export class TaskRateAdmin extends ModelAdmin(TaskRate, {
  list: ['job', 'nextAt'],
  filters: ['job', 'nextAt'],
  search: ['job'],
  ordering: ['job'],
  permissions: VIEW_ONLY,
}) {}
