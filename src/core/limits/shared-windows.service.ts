import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { type Count, LimitStore } from './limit-store.js';
import { SharedWindow } from './shared-window.js';

/** How often what was counted is exchanged with the other processes. */
const EXCHANGE_MS = 1_000;

const SWEEP_MS = 60_000;

/** The windows that this process counts in. What is due is exchanged by one statement a second, by none when idle. */
@Injectable()
export class SharedWindows implements BeforeApplicationShutdown {
  private readonly windows: SharedWindow[] = [];
  private timers: NodeJS.Timeout[] = [];
  private exchanging: Promise<void> | null = null;

  constructor(private readonly store: LimitStore) {}

  /** A window of its own name. */
  open(name: string, milliseconds: number): SharedWindow {
    const window = new SharedWindow(name, milliseconds);
    this.windows.push(window);
    return window;
  }

  /** What all processes have counted for a key of a window and told; while the store is away, what this one knows. */
  async counted(window: SharedWindow, key: number): Promise<Pick<Count, 'points' | 'expire'> | null> {
    const here = window.known(key);
    const selection = { keys: [`${window.name}:${key}`], prefix: null, suffixes: [] };
    const [stored = null] = await this.store.find(selection, 1).catch(() => []);
    return stored && stored.points > (here?.points ?? 0) ? stored : here;
  }

  /** Begins to exchange; without it, as in a worker, nothing is counted either. */
  start(): void {
    this.timers = [
      setInterval(() => void this.exchange(), EXCHANGE_MS),
      setInterval(() => this.windows.forEach((window) => window.sweep()), SWEEP_MS),
    ];
    for (const timer of this.timers) timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.timers.forEach((timer) => clearInterval(timer));
    await this.exchanging;
    await this.exchangeOnce(true);
  }

  /** Tells the store what was counted and learns what the others have; one at a time, for a store that is slow. */
  exchange(): Promise<void> {
    return (this.exchanging ??= this.exchangeOnce().finally(() => (this.exchanging = null)));
  }

  private async exchangeOnce(all = false): Promise<void> {
    const exchanges = this.windows.flatMap((window) => window.unsent(all));
    if (exchanges.length === 0) return;
    try {
      const totals = await this.store.add(exchanges.map(({ count }) => count));
      const byKey = new Map(totals.map((total) => [total.key, total]));
      for (const { count, succeeded } of exchanges) succeeded(byKey.get(count.key) ?? count);
    } catch {
      // The store has logged it.
      for (const { failed } of exchanges) failed();
    }
  }
}
