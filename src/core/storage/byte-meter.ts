import { createHash } from 'node:crypto';
import type { ByteSource } from './storage.js';
import { FileMismatchError, FileTooLargeError } from './storage.errors.js';

/** What a stream must turn out to be; what is left out is not checked. */
export interface ByteExpectation {
  /** Bytes. */
  size?: number;
  /** In lower-case hexadecimal. */
  sha256?: string;
  maxBytes?: number;
}

/** Counts and hashes bytes on their way, so that nobody has to read them twice. */
export class ByteMeter {
  /** Bytes so far. */
  size = 0;
  /** In lower-case hexadecimal; empty until the end. */
  sha256 = '';
  private readonly hash = createHash('sha256');

  constructor(private readonly expected: ByteExpectation = {}) {}

  /**
   * Passes the bytes on. Called once.
   * @throws FileTooLargeError as soon as there are too many, FileMismatchError at the end when they are not as expected.
   */
  async *measure(bytes: ByteSource): AsyncGenerator<Uint8Array> {
    const { maxBytes = Infinity } = this.expected;
    for await (const portion of bytes) {
      this.size += portion.length;
      if (this.size > maxBytes) throw new FileTooLargeError(maxBytes);
      this.hash.update(portion);
      yield portion;
    }
    this.sha256 = this.hash.digest('hex');
    const { size = this.size, sha256 = this.sha256 } = this.expected;
    if (this.size !== size) throw new FileMismatchError(`it has ${this.size} bytes instead of ${size}`);
    if (this.sha256 !== sha256) throw new FileMismatchError('its SHA-256 is another one');
  }
}
