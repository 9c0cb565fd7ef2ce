import { PeriodicTask } from '../../core/jobs/periodic-task.entity.js';
import { ModelAdmin } from '../model-admin.js';
import { PeriodicTaskRemover } from './periodic-task-remover.service.js';
import { PeriodicTaskSaver } from './periodic-task-saver.service.js';
import { JobSuggestions, TimeZoneSuggestions } from './periodic-task-suggestions.js';
import { RunPeriodicTask } from './run-periodic-task.action.js';

/** Schedules of jobs; a change is in force at once. What counts their runs is not for people to write. */
export class PeriodicTaskAdmin extends ModelAdmin(PeriodicTask, {
  list: ['name', 'job', 'crontab', 'everySeconds', 'clockedAt', 'enabled', 'nextRunAt', 'lastRunAt'],
  filters: ['job', 'enabled', 'nextRunAt', 'lastRunAt'],
  search: ['name', 'job'],
  title: 'name',
  ordering: ['name'],
  readonly: ['id', 'nextRunAt', 'lastRunAt', 'totalRunCount', 'createdAt', 'updatedAt', 'version'],
  fieldsets: [
    { fields: ['name', 'job', 'payload', 'enabled'] },
    {
      title: 'When it runs',
      help: 'One of the three: a crontab, a number of seconds, or a moment.',
      fields: ['crontab', 'timeZone', 'everySeconds', 'clockedAt'],
    },
    {
      title: 'Record',
      fields: ['nextRunAt', 'lastRunAt', 'totalRunCount', 'id', 'createdAt', 'updatedAt'],
    },
  ],
  labels: { everySeconds: 'Every so many seconds', clockedAt: 'Once, at', totalRunCount: 'Runs so far' },
  help: {
    job: 'What runs. The service brings these; a name that it does not know is refused.',
    payload: 'What the job is told, such as {"days": 30}.',
    enabled: 'A task that is switched off keeps its schedule and does not run.',
    crontab:
      'Minute, hour, day of month, month, day of week: "30 3 * * 1-5" is half past three from Monday to Friday.',
    timeZone:
      'Whose clock the crontab means. A time that this clock skips runs when it has; one that comes twice runs once, unless the hour is *.',
    everySeconds: 'Runs that were missed while nothing ran them are one run.',
    clockedAt: 'Runs once and is then switched off.',
    nextRunAt: 'Empty while it is switched off.',
  },
  suggestions: { job: JobSuggestions, timeZone: TimeZoneSuggestions },
  save: PeriodicTaskSaver,
  remove: PeriodicTaskRemover,
  actions: {
    runNow: {
      label: 'Run now',
      icon: 'Play',
      confirm: 'It runs once, besides its schedule and even if it is switched off.',
      done: 'It was queued.',
      run: RunPeriodicTask,
    },
  },
}) {}
