import pg from 'pg';
import type { NamedStatement } from './named-statements.js';
import { isFatal, StrictClient } from './strict-client.js';

/** Who waits for a statement longer than this, in milliseconds, shall not have others behind them. */
export const SLOW_MS = 20;

/** How often it is looked whether an answer is overdue, in milliseconds. */
const WATCH_MS = 250;

/**
 * A connection on which statements are sent without waiting for the answers of those before them. Each is its own
 * transaction: one that fails leaves the others alone. They are answered in order, so only short reads belong here.
 */
export class ReadingLane {
  /** How many statements have no answer yet. */
  underWay = 0;

  private readonly client: StrictClient;
  private readonly watch: NodeJS.Timeout;
  private connected = false;
  private ended = false;
  /** When the statement that is answered next had nothing before it any more; by `performance.now()`. */
  private since = 0;

  /** @param onEnd called once, when it takes no more statements. */
  constructor(
    { query_timeout: timeout = 0, ...settings }: pg.ClientConfig,
    private readonly onEnd: () => void,
  ) {
    this.client = new StrictClient({ ...settings, pipeline: true });
    // One timer instead of pg's one for each statement, which would count the time behind others too.
    this.watch = setInterval(() => this.giveUpAfter(timeout), WATCH_MS).unref();
    // Whoever waits for an answer hears of it there; without anybody the loss of a connection is no news.
    this.client.on('error', () => this.end());
    this.client.on('end', () => this.end());
    this.client.connect().then(
      () => (this.ended ? void this.client.end() : (this.connected = true)),
      () => this.end(),
    );
  }

  /** Whether a statement sent now would be answered about as soon as on a connection of its own. */
  get free(): boolean {
    return this.connected && (this.underWay === 0 || performance.now() - this.since < SLOW_MS);
  }

  /** @returns the rows. */
  read<Row extends object>(statement: NamedStatement): Promise<Row[]> {
    if (this.underWay++ === 0) this.since = performance.now();
    return new Promise((resolve, reject) => {
      this.client.named(statement, (error, result) => {
        this.underWay--;
        this.since = performance.now();
        if (!error) return resolve(result.rows as Row[]);
        // After an answer of the server the lane goes on, unless its prepared statement is of no use any more.
        if (!(error instanceof pg.DatabaseError) || isFatal(error)) this.end();
        reject(error);
      });
    });
  }

  /** Takes no more statements; those under way are answered. */
  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.connected = false;
    this.onEnd();
    void this.client.end();
  }

  private giveUpAfter(timeout: number): void {
    if (this.ended && this.underWay === 0) return clearInterval(this.watch);
    if (timeout === 0 || this.underWay === 0 || performance.now() - this.since < timeout) return;
    // Its end is told to whoever waits for an answer.
    this.client.connection.stream.destroy();
  }
}
