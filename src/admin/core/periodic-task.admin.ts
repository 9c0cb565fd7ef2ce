import { PeriodicTask } from '../../core/jobs/periodic-task.entity.js';
import { ModelAdmin } from '../model-admin.js';

/** Schedules of jobs; what counts their runs is not for people to write. */
export class PeriodicTaskAdmin extends ModelAdmin(PeriodicTask, {
  list: ['name', 'job', 'crontab', 'everySeconds', 'clockedAt', 'enabled', 'lastRunAt', 'totalRunCount'],
  filters: ['job', 'enabled', 'lastRunAt'],
  search: ['name', 'job'],
  title: 'name',
  ordering: ['name'],
  readonly: ['lastRunAt', 'totalRunCount'],
}) {}
