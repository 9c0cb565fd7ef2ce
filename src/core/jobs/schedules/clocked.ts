import type { Schedule } from './schedule.js';

/** Once, at a moment; at once if that has passed. */
export class Clocked implements Schedule {
  constructor(private readonly moment: Date) {}

  first(): Date {
    return this.moment;
  }

  next(): null {
    return null;
  }
}
