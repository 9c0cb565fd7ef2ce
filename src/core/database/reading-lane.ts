import pg from 'pg';
import { OUTDATED, StrictClient } from './strict-client.js';

/** Who waits for a statement longer than this, in milliseconds, shall not have others behind them. */
export const SLOW_MS = 20;

/**
 * A connection on which statements are sent without waiting for the answers of those before them. Each is its own
 * transaction: one that fails leaves the others alone. They are answered in order, so only short reads belong here.
 */
export class ReadingLane {
  /** How many statements have no answer yet. */
  underWay = 0;

  private readonly client: pg.Client;
  private connected = false;
  /** When the statement that is answered next had nothing before it any more; by `performance.now()`. */
  private since = 0;

  /** @param onEnd called once, when it takes no more statements. */
  constructor(
    settings: pg.ClientConfig,
    private readonly onEnd: () => void,
  ) {
    this.client = new StrictClient({ ...settings, pipeline: true });
    // Whoever waits for an answer hears of it there; without anybody the loss of a connection is no news.
    this.client.on('error', () => this.end());
    this.client.on('end', onEnd);
    this.client.connect().then(
      () => (this.connected = true),
      () => onEnd(),
    );
  }

  /** Whether a statement sent now would be answered about as soon as on a connection of its own. */
  get free(): boolean {
    return this.connected && (this.underWay === 0 || performance.now() - this.since < SLOW_MS);
  }

  read<Row extends object>(statement: pg.QueryConfig): Promise<Row[]> {
    if (this.underWay++ === 0) this.since = performance.now();
    return new Promise((resolve, reject) => {
      this.client.query<Row>(statement, (error: Error | undefined, result) => {
        this.underWay--;
        this.since = performance.now();
        if (error) this.refuse(error, reject);
        else resolve(result.rows);
      });
    });
  }

  /** Takes no more statements; those under way are answered. */
  end(): void {
    this.connected = false;
    this.onEnd();
    void this.client.end();
  }

  /** After an answer of the server the lane goes on, unless its prepared statement is of no use any more. */
  private refuse(error: Error, reject: (error: Error) => void): void {
    if (!(error instanceof pg.DatabaseError) || error.message === OUTDATED) this.end();
    reject(error);
  }
}
