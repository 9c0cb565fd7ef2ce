import { AppError } from '../http/app-error.js';

/** 503: the storage cannot keep or give bytes now, because its disk is full, say, or its server does not answer. */
export class StorageUnavailableError extends AppError {
  readonly status = 503;
  readonly code = 'storage_unavailable';
  override readonly retryAfter = 30;

  /** @param cause what really happened: for the log, never for the client. */
  constructor(override readonly cause: unknown) {
    super('Files cannot be kept or read right now; nothing was changed. Try again in a minute.');
  }
}

/** A stream did not hold what its sender had said: cut off half-way, longer than allowed, or other bytes. */
export class FileMismatchError extends AppError {
  readonly status = 400;
  readonly code = 'file_damaged';

  /** @param what e.g. `it ended after 5 of 10 bytes`. */
  constructor(what: string) {
    super(`The file did not arrive as it was sent: ${what}. Nothing was kept; send it again.`);
  }
}

/** 413: a file has more bytes than it may. */
export class FileTooLargeError extends AppError {
  readonly status = 413;
  readonly code = 'payload_too_large';

  constructor(readonly maxBytes: number) {
    super(`The file is too large: it may have ${shownSize(maxBytes)}.`);
  }
}

/** A row promised bytes that the storage does not hold, or holds other bytes than the row says. */
export class StorageObjectMissingError extends Error {
  constructor(key: string) {
    super(`the storage holds no object "${key}"`);
    this.name = 'StorageObjectMissingError';
  }
}

/** A key is taken: objects never change, so that nothing that was kept can be overwritten. */
export class StorageObjectExistsError extends Error {
  constructor(key: string) {
    super(`the storage holds an object "${key}" already`);
    this.name = 'StorageObjectExistsError';
  }
}

function shownSize(bytes: number): string {
  return bytes < 1024 ** 2 ? `${Math.floor(bytes / 1024)} KB` : `${Math.floor(bytes / 1024 ** 2)} MB`;
}
