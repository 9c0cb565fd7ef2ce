import type { Connection, Submittable } from 'pg';
import { COPY_CHUNK, type CopyConnection } from './copy-connection.js';

/**
 * One `COPY … FROM STDIN`, to be given to `client.query` and fed with text. What it holds in memory is one chunk and
 * what the socket has not taken yet. End it with `end` or `abort`, always: until then the connection can do nothing else.
 */
export class CopyIn implements Submittable {
  private connection: CopyConnection;
  private pending = '';
  private started: () => void;
  private finished: (rows: number) => void;
  private failed: (error: Error) => void;
  private rows = 0;
  private readonly start = new Promise<void>((resolve) => (this.started = resolve));
  private readonly result = new Promise<number>((resolve, reject) => {
    this.finished = resolve;
    this.failed = reject;
  });

  constructor(private readonly statement: string) {
    this.result.catch(() => undefined); // told by the next call
  }

  submit = (connection: Connection): void => {
    this.connection = connection as CopyConnection;
    connection.query(this.statement);
  };

  /** Takes text of the format that the statement names, whole lines or not. @throws the server's error */
  async write(text: string): Promise<void> {
    this.pending += text;
    if (this.pending.length >= COPY_CHUNK) await this.flush();
  }

  /** @returns how many rows went in. @throws the server's error, which for foreign keys comes only now. */
  async end(): Promise<number> {
    await this.flush();
    this.connection.endCopyFrom();
    return this.result;
  }

  /** Ends it without any row. */
  async abort(reason: string): Promise<void> {
    await this.open();
    this.connection.sendCopyFail(reason);
    await this.result.catch(() => undefined);
  }

  private async flush(): Promise<void> {
    await this.open();
    if (this.pending) this.connection.sendCopyFromChunk(Buffer.from(this.pending));
    this.pending = '';
    const { stream } = this.connection;
    if (!stream.writableNeedDrain) return;
    let drained: () => void = () => undefined;
    const drain = new Promise<void>((resolve) => stream.once('drain', (drained = resolve)));
    await Promise.race([drain, this.result]).finally(() => stream.off('drain', drained));
  }

  private async open(): Promise<void> {
    await Promise.race([this.start, this.result]);
  }

  handleCopyInResponse(): void {
    this.started();
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.rows = Number(text.split(' ').at(-1));
  }

  handleReadyForQuery(): void {
    this.finished(this.rows);
  }

  handleError(error: Error): void {
    this.failed(error);
  }
}
