import type { Connection } from 'pg';

/** The part of pg's connection that speaks COPY; its types leave it out. */
export interface CopyConnection extends Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/** Bytes gathered before they are passed on; larger pieces are no faster. */
export const COPY_CHUNK = 64 * 1024;
