import type { RateLimiterAbstract } from 'rate-limiter-flexible';

/** So much was counted under a key, in a window that ends at `expire` (milliseconds since 1970). */
export interface Count {
  key: string;
  points: number;
  expire: number;
}

/** Which counts: those whose key is named, begins with `prefix` or ends with one of `suffixes`; all of them for null. */
export type Selection = { keys: string[]; prefix: string | null; suffixes: string[] } | null;

/** What limits share between processes. While it is away, each process counts by itself. */
export abstract class LimitStore {
  /**
   * A limit that is exact over all processes, at the price of a question to the store for everything it counts.
   * @param name begins its keys: `name:key`.
   * @param points so much within `seconds`.
   */
  abstract strict(name: string, points: number, seconds: number): RateLimiterAbstract;

  /**
   * Adds to what is known under each key, all at once; a window that lasts keeps its end.
   * @returns the sums, in no order.
   */
  abstract add(counts: readonly Count[]): Promise<Count[]>;

  /** The selected counts of windows that still last, the largest first, at most `limit`. */
  abstract find(selection: Selection, limit: number): Promise<Count[]>;

  /** Forgets the selected counts. @returns how many those were. */
  abstract forget(selection: Selection): Promise<number>;
}
