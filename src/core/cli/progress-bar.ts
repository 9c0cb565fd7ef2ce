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
  private step = '';
  private drawnAt = 0;
  private readonly startedAt = Date.now();

  /** @param total how many steps there are; null when nobody knows. */
  constructor(
    private readonly label: string,
    private readonly total: number | null,
    private readonly output: Writable & { isTTY?: boolean; columns?: number } = process.stderr,
  ) {}

  /** Names the step that begins now, at once: it may be the one that takes long. */
  begin(step: string): void {
    this.step = `: ${step}`;
    if (!this.output.isTTY) return;
    this.drawnAt = Date.now();
    this.draw(this.drawnAt);
  }

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
    const progress = this.total ? this.bar(this.total, now) : this.done.toLocaleString('en');
    const line = `${this.label} ${progress}${this.step}`;
    // Some terminals say that they have no columns.
    this.output.write(`\r\u001b[K${line.slice(0, (this.output.columns || 80) - 1)}`);
  }

  private bar(total: number, now: number): string {
    const share = Math.min(1, this.done / total);
    const filled = Math.round(share * WIDTH);
    const seconds = Math.ceil(((now - this.startedAt) / 1000) * (1 / share - 1));
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
    const left = share > 0 ? `, ${seconds} s left` : '';
    return `${bar} ${Math.floor(share * 100)} % of ${total.toLocaleString('en')}${left}`;
  }
}
