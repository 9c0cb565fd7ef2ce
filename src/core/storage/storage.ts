import type { Readable } from 'node:stream';

/** Bytes as they come, in any portions. */
export type ByteSource = AsyncIterable<Uint8Array>;

/** Both ends included, as in HTTP. */
export interface ByteRange {
  first: number;
  last: number;
}

/** An object without its bytes. */
export interface ObjectInfo {
  key: string;
  /** Bytes. */
  size: number;
  modifiedAt: Date;
}

/** An object being read. Whoever takes it reads the stream to its end or destroys it. */
export interface OpenObject {
  stream: Readable;
  /** Bytes of the whole object, also where only a part of it is read. */
  size: number;
}

/** What an S3 storage tells about an object to whoever reads it there. */
export interface ObjectHeaders {
  contentType: string;
  cacheControl?: string;
}

/**
 * Where bytes live, addressed by keys: UUIDs or plain names, never made from what a client sent. Any size goes through
 * in constant memory. Any failure of the place itself is a `StorageUnavailableError`.
 */
export abstract class Storage {
  /**
   * Keeps bytes under a key that is new, all of them or, when the source or the storage fails, none.
   * @throws StorageObjectExistsError when the key is taken, StorageUnavailableError, and whatever the source throws.
   */
  abstract put(key: string, bytes: ByteSource, headers: ObjectHeaders): Promise<void>;

  /** As `put`, in place of what may be there; readers see the old bytes or the new ones. */
  abstract replace(key: string, bytes: ByteSource, headers: ObjectHeaders): Promise<void>;

  /**
   * Opens an object, or a part of it that must lie within it.
   * @throws StorageObjectMissingError when there is nothing under the key, StorageUnavailableError.
   */
  abstract get(key: string, range?: ByteRange): Promise<OpenObject>;

  /** @returns null when there is nothing under the key. @throws StorageUnavailableError */
  abstract stat(key: string): Promise<ObjectInfo | null>;

  /** Every object, in the order of their keys' bytes. @throws StorageUnavailableError */
  abstract list(): AsyncIterable<ObjectInfo>;

  /** Removes an object; nothing happens when there is none. @throws StorageUnavailableError */
  abstract delete(key: string): Promise<void>;

  /** Removes what writes left behind that were cut off before this moment. @returns how many. */
  abstract removeDrafts(before: Date): Promise<number>;
}
