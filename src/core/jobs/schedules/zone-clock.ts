/** How far a clock is ever put back: a wall time that far behind may come again. */
const LONGEST_OVERLAP_MS = 3 * 3_600_000;
const DAY_MS = 86_400_000;

/**
 * The clock on the wall of a time zone. Its times are `Date`s whose UTC fields say what the clock shows, so that they
 * can be reckoned with as if no clock were ever changed.
 */
export class ZoneClock {
  private readonly format: Intl.DateTimeFormat;

  /** @throws RangeError when there is no such zone. */
  constructor(zone: string) {
    // Intl takes offsets such as +02:00 for zones, too; those know no summer time and are no names.
    if (!/^[A-Za-z]/.test(zone)) throw new RangeError(`${zone} is no time zone`);
    this.format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  }

  /** What the clock shows at a moment. */
  at(moment: Date): Date {
    return new Date(moment.getTime() + this.offset(moment.getTime()));
  }

  /** The earliest time on the wall whose moments can come after a moment. */
  earliestAfter(moment: Date): Date {
    return new Date(this.at(moment).getTime() - LONGEST_OVERLAP_MS);
  }

  /**
   * The moments at which the clock shows this: one as a rule; two where it is put back over it; and where it jumps
   * over it, the moment at which it jumps.
   */
  moments(shown: Date): Date[] {
    const wall = shown.getTime();
    const before = this.offset(wall - DAY_MS);
    const after = this.offset(wall + DAY_MS);
    const found = [...new Set([wall - before, wall - after])].filter(
      (moment) => moment + this.offset(moment) === wall,
    );
    if (found.length === 0) return [new Date(this.change(wall - after, wall - before))];
    return found.sort((a, b) => a - b).map((moment) => new Date(moment));
  }

  /** The first moment after `from` and until `to` that has another offset than `from`. */
  private change(from: number, to: number): number {
    const offset = this.offset(from);
    let [low, high] = [from, to];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.offset(middle) === offset) low = middle;
      else high = middle;
    }
    return high;
  }

  /** Milliseconds to add to UTC. */
  private offset(moment: number): number {
    const name = this.format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')!.value;
    const [, sign, hours = '0', minutes = '0', seconds = '0'] =
      /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
  }
}

/** Names of the time zones that the runtime knows, for people to choose from; it takes their older names as well. */
export function timeZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}
