import type { Count } from './limit-store.js';

/** Where a client stands with a limit. */
export interface RateState {
  limit: number;
  /** Less than 0 for what exceeds the limit. */
  remaining: number;
  /** When the limit resets, in milliseconds since 1970. */
  endsAt: number;
}

/** A key in its current window. */
interface Entry {
  key: string | number;
  /** What all processes have counted, as far as this one knows. */
  points: number;
  /** How much of `points` the store has not been told. */
  unsent: number;
  endsAt: number;
  /** Whether something was counted since the last exchange, or refused. */
  changed: boolean;
  /** When it was exchanged last; 0 is never. */
  exchangedAt: number;
  limit: number;
}

/** How long what is far from its limit waits for an exchange. */
const PATIENCE_MS = 15_000;

/** Whether the other processes must hear of a key now: they may not know it yet, or much of the limit is at stake. */
const isDue = ({ points, unsent, exchangedAt, limit }: Entry, now: number): boolean =>
  exchangedAt <= now - PATIENCE_MS || unsent * 10 >= limit || points * 10 >= limit * 9;

/**
 * Counts in memory, for requests that cannot wait for a store, and exchanges what it counted with the other processes
 * when it is asked to. A key's window begins with the first thing counted for it.
 *
 * Between two exchanges a process does not see what the others count. A key takes part in the next one when it is new
 * here, when nine tenths of its limit are used or a tenth is unsent, else every 15 seconds. So over a limit each further
 * process lets through at most a tenth of it, and what it counts until that exchange.
 *
 * Not `RateLimiterMemory`: that one starts a timer for every key, and a timer keeps the context of the request that
 * started it, the request itself included, for as long as the window is.
 */
export class SharedWindow {
  private readonly entries = new Map<string | number, Entry>();
  private changed: Entry[] = [];

  /** @param name begins the keys in the store. */
  constructor(
    readonly name: string,
    private readonly milliseconds: number,
  ) {}

  /** Counts one more for a key, unless that exceeds the limit; but then too the next exchange asks about the key. */
  count(key: string | number, limit: number): RateState {
    const now = Date.now();
    let entry = this.entries.get(key);
    if (!entry || entry.endsAt <= now) {
      const endsAt = now + this.milliseconds;
      entry = { key, points: 0, unsent: 0, endsAt, changed: false, exchangedAt: 0, limit };
      this.entries.set(key, entry);
    }
    entry.limit = limit;
    const counts = entry.points < limit;
    if (counts) entry.points += 1;
    this.owe(entry, counts ? 1 : 0);
    return { limit, remaining: counts ? limit - entry.points : -1, endsAt: entry.endsAt };
  }

  /** What this process knows of a key: how much all have counted, until when; null for one it has not met. */
  known(key: string | number): Pick<Count, 'points' | 'expire'> | null {
    const entry = this.entries.get(key);
    return entry && entry.endsAt > Date.now() ? { points: entry.points, expire: entry.endsAt } : null;
  }

  /** What is due to be exchanged, of windows that still last. @param all whether it is due or not. */
  unsent(all: boolean): Exchange[] {
    const now = Date.now();
    const changed = this.changed.filter(({ endsAt }) => endsAt > now);
    const due = all ? changed : changed.filter((entry) => isDue(entry, now));
    this.changed = all ? [] : changed.filter((entry) => !isDue(entry, now));
    return due.map((entry) => {
      const { unsent, endsAt } = entry;
      entry.unsent = 0;
      entry.changed = false;
      entry.exchangedAt = now;
      return {
        count: { key: `${this.name}:${entry.key}`, points: unsent, expire: endsAt },
        succeeded: ({ points, expire }) => {
          entry.points = points + entry.unsent;
          entry.endsAt = expire;
        },
        failed: () => this.owe(entry, unsent),
      };
    });
  }

  /** Lets go of windows that have ended. */
  sweep(): void {
    const now = Date.now();
    for (const [key, { endsAt }] of this.entries) if (endsAt <= now) this.entries.delete(key);
  }

  private owe(entry: Entry, points: number): void {
    if (!entry.changed) this.changed.push(entry);
    entry.changed = true;
    entry.unsent += points;
  }
}

/** Something counted, on its way to the store. */
export interface Exchange {
  count: Count;
  /** Learns what all processes together have counted. */
  succeeded(total: Count): void;
  /** Keeps it for the next time. */
  failed(): void;
}
