import { type Schedule, ScheduleError } from './schedule.js';

/** Again and again, the same time apart: a late run does not put off those after it. */
export class Interval implements Schedule {
  private readonly every: number;

  /** @throws ScheduleError for what is no number of whole seconds. */
  constructor(seconds: number) {
    if (!Number.isSafeInteger(seconds) || seconds < 1)
      throw new ScheduleError('everySeconds', 'Write a number of whole seconds, 1 or more.');
    this.every = seconds * 1_000;
  }

  first(now: Date): Date {
    return new Date(now.getTime() + this.every);
  }

  next(due: Date, now: Date): Date {
    const passed = Math.max(0, now.getTime() - due.getTime());
    return new Date(due.getTime() + (Math.floor(passed / this.every) + 1) * this.every);
  }
}
