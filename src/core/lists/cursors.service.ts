import { Injectable } from '@nestjs/common';
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { AppConfig } from '../config/app-config.js';
import { deriveKey } from '../config/secret-key.js';
import { InvalidInputError } from '../http/app-error.js';

/** Where a keyset page begins. */
export interface Position {
  /** Whether to read against the list's order, towards its beginning. */
  backwards: boolean;
  /** What the row there is ordered by, as PostgreSQL writes it; null where it has no value. */
  key: string | null;
  /** Its primary key. */
  id: string;
}

const SIGNATURE_BYTES = 16;

/**
 * Cursors of keyset pages: a position, signed (HMAC-SHA256) together with what they are good for, so that one that was
 * altered, or is of another list, order, filter or person, is refused.
 */
@Injectable()
export class Cursors {
  private readonly key: KeyObject;

  constructor(config: AppConfig) {
    this.key = deriveKey(config.secretKey, 'cursors');
  }

  /** @param use names list, order, filters and owner. */
  write({ backwards, key, id }: Position, use: string): string {
    const payload = Buffer.from(JSON.stringify([backwards ? 1 : 0, key, id]));
    return Buffer.concat([this.sign(payload, use), payload]).toString('base64url');
  }

  /** @throws InvalidInputError */
  read(cursor: string, use: string): Position {
    const bytes = Buffer.from(cursor, 'base64url');
    const payload = bytes.subarray(SIGNATURE_BYTES);
    const signature = bytes.subarray(0, SIGNATURE_BYTES);
    const expected = this.sign(payload, use);
    // Compared as text too, since decoding skips characters that are not base64.
    if (
      signature.length !== SIGNATURE_BYTES ||
      !timingSafeEqual(signature, expected) ||
      bytes.toString('base64url') !== cursor
    )
      throw new InvalidInputError({
        cursor: ['Take cursors from next and previous, with the same ordering and filters.'],
      });
    const [backwards, key, id] = JSON.parse(payload.toString()) as [0 | 1, string | null, string];
    return { backwards: backwards === 1, key, id };
  }

  private sign(payload: Buffer, use: string): Buffer {
    const hmac = createHmac('sha256', this.key).update(`${use.length}:${use}`).update(payload);
    return hmac.digest().subarray(0, SIGNATURE_BYTES);
  }
}
