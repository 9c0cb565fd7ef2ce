import { TaskResult } from '../../core/jobs/task-result.entity.js';
import { ModelAdmin, VIEW_ONLY } from '../model-admin.js';

/** What came of jobs. */
export class TaskResultAdmin extends ModelAdmin(TaskResult, {
  list: ['id', 'job', 'periodicTask', 'status', 'attempts', 'durationMs', 'createdAt', 'finishedAt'],
  filters: ['job', 'periodicTask', 'status', 'createdAt'],
  search: ['job'],
  title: 'job',
  ordering: ['-createdAt'],
  permissions: VIEW_ONLY,
}) {}
