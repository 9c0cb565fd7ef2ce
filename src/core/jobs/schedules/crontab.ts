import { type CronExpression, CronExpressionParser } from 'cron-parser';
import { type Schedule, ScheduleError } from './schedule.js';
import { ZoneClock } from './zone-clock.js';

const FORM = 'Write five fields: minute, hour, day of month, month, day of week, such as "30 3 * * 1-5".';

/** A field of the classic crontab: numbers, three-letter names, lists, ranges and steps; nothing that extends it. */
const FIELD = /^(?:[\d*,/-]|(?<![A-Za-z])[A-Za-z]{3}(?![A-Za-z]))+$/;

/**
 * The times of a crontab on the clock of a zone. Where the clock jumps ahead, runs that it jumps over happen at once
 * when it has jumped, as one. Where it is put back, what comes twice happens the first time only, unless the hour is
 * `*`: every hour is every hour.
 */
export class Crontab implements Schedule {
  private readonly everyHour: boolean;

  private constructor(
    private readonly text: string,
    private readonly clock: ZoneClock,
  ) {
    this.everyHour = text.split(/\s+/)[1] === '*';
  }

  /** @throws ScheduleError when it cannot be read, never comes, or the zone is unknown. */
  static parse(text: string, zone: string): Crontab {
    const fields = text.trim().split(/\s+/);
    if (fields.length !== 5 || !fields.every((field) => FIELD.test(field)))
      throw new ScheduleError('crontab', `This is no crontab. ${FORM}`);
    const crontab = new Crontab(fields.join(' '), clockOf(zone));
    try {
      crontab.times(new Date()).next();
    } catch (error) {
      throw new ScheduleError('crontab', `This is no crontab (${reason(error)}). ${FORM}`);
    }
    return crontab;
  }

  first(now: Date): Date {
    return this.after(now);
  }

  next(_due: Date, now: Date): Date {
    return this.after(now);
  }

  private after(now: Date): Date {
    const times = this.times(this.clock.earliestAfter(now));
    let best: Date | undefined;
    for (;;) {
      const [once, ...again] = this.clock.moments(times.next().toDate());
      for (const moment of this.everyHour ? [once!, ...again] : [once!])
        if (moment > now && (!best || moment < best)) best = moment;
      if (best && once! > now) return best;
    }
  }

  /** The times on the wall after one, without end. */
  private times(after: Date): CronExpression {
    return CronExpressionParser.parse(this.text, { tz: 'UTC', currentDate: after });
  }
}

function clockOf(zone: string): ZoneClock {
  try {
    return new ZoneClock(zone);
  } catch {
    throw new ScheduleError(
      'timeZone',
      `There is no time zone "${zone}". Use a name such as Europe/Stockholm.`,
    );
  }
}

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /loop limit|explicit day of month/.test(message) ? 'such a day never comes' : message;
}
