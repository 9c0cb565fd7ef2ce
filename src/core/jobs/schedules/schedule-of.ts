import type { PeriodicTask } from '../periodic-task.entity.js';
import { Clocked } from './clocked.js';
import { Crontab } from './crontab.js';
import { Interval } from './interval.js';
import { type Schedule, ScheduleError } from './schedule.js';

/** The columns of a task that say when it runs. */
export type ScheduleColumns = Pick<PeriodicTask, 'crontab' | 'timeZone' | 'everySeconds' | 'clockedAt'>;

/** The schedule that a task's columns say. @throws ScheduleError when they say none, or several. */
export function scheduleOf({ crontab, timeZone, everySeconds, clockedAt }: ScheduleColumns): Schedule {
  const given = [crontab, everySeconds, clockedAt].filter((value) => value !== null);
  if (given.length !== 1)
    throw new ScheduleError('crontab', 'Give either a crontab, or a number of seconds, or a moment.');
  if (crontab !== null) return Crontab.parse(crontab, timeZone);
  if (everySeconds !== null) return new Interval(everySeconds);
  return new Clocked(clockedAt!);
}
