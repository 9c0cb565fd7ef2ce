import type { Connection, Submittable } from 'pg';
import { Readable } from 'node:stream';
import { COPY_CHUNK, type CopyConnection } from './copy-connection.js';

/**
 * One `COPY … TO STDOUT`, to be given to `client.query` and read as a stream. A slow reader stops the socket, and with
 * it the server, so nothing piles up here. A reader that leaves early must end the client.
 */
export class CopyOut extends Readable implements Submittable {
  /** Rows received so far. */
  rows = 0;
  private connection: CopyConnection | null = null;
  private chunk = Buffer.allocUnsafe(COPY_CHUNK);
  private length = 0;

  constructor(private readonly statement: string) {
    super();
  }

  submit = (connection: Connection): void => {
    this.connection = connection as CopyConnection;
    connection.query(this.statement);
  };

  override _read(): void {
    this.connection?.stream.resume();
  }

  /** The server sends a row per message, in memory that pg uses again: so its bytes are copied. */
  handleCopyData({ chunk: row }: { chunk: Buffer }): void {
    this.rows += 1;
    if (this.length + row.length > this.chunk.length) this.passOn();
    if (row.length > this.chunk.length) this.give(Buffer.from(row));
    else this.length += row.copy(this.chunk, this.length);
  }

  handleCommandComplete(): void {
    this.passOn();
  }

  /** The connection is the next query's: it must not stay stopped for a reader who still has something to read. */
  handleReadyForQuery(): void {
    this.connection?.stream.resume();
    this.push(null);
  }

  handleError(error: Error): void {
    this.connection?.stream.resume();
    this.destroy(error);
  }

  private passOn(): void {
    if (this.length === 0) return;
    const full = this.chunk.subarray(0, this.length);
    this.chunk = Buffer.allocUnsafe(COPY_CHUNK);
    this.length = 0;
    this.give(full);
  }

  private give(bytes: Buffer): void {
    if (!this.push(bytes)) this.connection?.stream.pause();
  }
}
