import type { Readable } from 'node:stream';

/**
 * Where bytes live, addressed by key. Keys are made by the service and never from what a client sent.
 * Implementations write whole or not at all.
 */
export abstract class Storage {
  /** Stores the bytes under a key that is new. */
  abstract put(key: string, bytes: Buffer): Promise<void>;

  /** Streams the bytes. @throws StorageObjectMissingError when there are none under the key. */
  abstract get(key: string): Promise<Readable>;

  /** Removes the bytes; nothing happens when there are none. */
  abstract delete(key: string): Promise<void>;
}

/** A row promised bytes that the storage does not hold. */
export class StorageObjectMissingError extends Error {
  constructor(key: string) {
    super(`the storage holds no object "${key}"`);
    this.name = 'StorageObjectMissingError';
  }
}
