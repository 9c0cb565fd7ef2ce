/** When a periodic task runs. */
export interface Schedule {
  /** The first run of a task that was made, changed or switched on at `now`. */
  first(now: Date): Date;

  /**
   * The run after the one that was due at `due` and happens at `now`, later than `now`: runs that were missed are
   * not made up for. Null when there is none.
   */
  next(due: Date, now: Date): Date | null;
}

/** A schedule that cannot be; the message says why, for the person who wrote it. */
export class ScheduleError extends Error {
  /** @param field the property of the task that is wrong. */
  constructor(
    readonly field: 'crontab' | 'timeZone' | 'everySeconds' | 'clockedAt',
    message: string,
  ) {
    super(message);
    this.name = 'ScheduleError';
  }
}
