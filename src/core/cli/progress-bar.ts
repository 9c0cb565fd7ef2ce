import type { Writable } from 'node:stream';

const WIDTH = 30;
/** Often enough to look alive, seldom enough to cost nothing. */
const REDRAW_MS = 100;

/**
 * How far something long has come, on one line of standard error that redraws itself. Where that is no terminal
 * nothing is drawn, so logs and pipes stay clean.
 *
 * With a known total it shows a bar, the share done and the time left at the pace so far; without, the count.
 */
export class ProgressBar {
  private done = 0;
  private drawnAt = 0;
  private readonly startedAt = Date.now();

  /** @param total how many steps there are; null when nobody knows. */
  constructor(
    private readonly label: string,
    private readonly total: number | null,
    private readonly output: Writable & { isTTY?: boolean; columns?: number } = process.stderr,
  ) {}

  /** Tells that `steps` more are done. */
  advance(steps = 1): void {
    this.done += steps;
    const now = Date.now();
    if (!this.output.isTTY || now - this.drawnAt < REDRAW_MS) return;
    this.drawnAt = now;
    this.draw(now);
  }

  /** Wipes the line; to be called also when the work failed. */
  stop(): void {
    if (this.drawnAt > 0) this.output.write('\r\u001b[K');
    this.drawnAt = 0;
  }

  private draw(now: number): void {
    const line = `${this.label} ${this.total ? this.bar(this.total, now) : this.done.toLocaleString('en')}`;
    this.output.write(`\r\u001b[K${line.slice(0, (this.output.columns ?? 80) - 1)}`);
  }

  private bar(total: number, now: number): string {
    const share = Math.min(1, this.done / total);
    const filled = Math.round(share * WIDTH);
    const seconds = Math.ceil(((now - this.startedAt) / 1000) * (1 / Math.max(share, 1e-9) - 1));
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
    return `${bar} ${Math.floor(share * 100)} % of ${total.toLocaleString('en')}, ${seconds} s left`;
  }
}
