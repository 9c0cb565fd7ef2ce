import type { StorageName } from '../config/storage-config.js';
import type { ByteExpectation } from './byte-meter.js';
import type { ByteSource } from './storage.js';

/** A file to store; a stream's size and hash need not be known, but are checked when they are. */
export interface NewFile extends ByteExpectation {
  bytes: Buffer | ByteSource;
  originalName: string;
  /** Whose it is; null belongs to the service itself. */
  ownerId: number | null;
  /** `media` unless said. */
  storage?: StorageName;
  /** What the caller has found in the bytes or made them; sniffed when absent. */
  contentType?: string;
}

/** Bytes in memory as a source like any other. */
export async function* asSource(bytes: Buffer | ByteSource): AsyncGenerator<Uint8Array> {
  if (bytes instanceof Uint8Array) yield bytes;
  else yield* bytes;
}

/** The last part of whatever path was sent, without control characters, at most 200 characters. */
export function displayName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return (
    last
      .replace(/[\u0000-\u001f\u007f-\u009f]/g, '')
      .toWellFormed()
      .slice(0, 200) || 'file'
  );
}
