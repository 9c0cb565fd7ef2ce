import { Injectable } from '@nestjs/common';
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { AppConfig } from '../config/app-config.js';
import type { StorageName } from '../config/storage-config.js';
import { deriveKey } from '../config/secret-key.js';
import { ForbiddenError, NotFoundError } from '../http/app-error.js';
import { requestContext } from '../http/request-context.js';
import type { StoredFile } from './stored-file.entity.js';

/** How long an address works, in seconds: long enough to click, too short to share. */
const LIFETIME_S: Record<StorageName, number> = { media: 300, static: 300, finance: 60 };

/** Who asks for a file. */
export interface FileReader {
  id: number;
  isStaff: boolean;
}

/** Addresses of private files that work for a few minutes for whoever holds them (HMAC-SHA256 over id and expiry). */
@Injectable()
export class SignedUrls {
  private readonly key: KeyObject;

  constructor(private readonly config: AppConfig) {
    this.key = deriveKey(config.secretKey, 'signed-urls');
  }

  /**
   * An absolute address of a file of the media storage, under the configured public address or the one the request came
   * to. Whether the caller may have it is for whoever asks.
   */
  urlOf(fileId: number): string {
    return this.sign(fileId, LIFETIME_S.media);
  }

  /** The same of any file; one of the finance storage is for staff and its owner. @throws NotFoundError for others. */
  urlFor(reader: FileReader, file: StoredFile): string {
    if (file.storage === 'finance' && !reader.isStaff && reader.id !== file.ownerId)
      throw new NotFoundError();
    return this.sign(file.id, LIFETIME_S[file.storage]);
  }

  /** @throws SignatureError */
  verify(fileId: number, expires: number, signature: string): void {
    const expected = Buffer.from(this.signatureOf(fileId, expires));
    const given = Buffer.from(signature);
    const isGood = given.length === expected.length && timingSafeEqual(given, expected);
    if (!isGood || expires * 1000 < Date.now()) throw new SignatureError();
  }

  /** An address that was made without a look at the file's storage must not work longer there. @throws SignatureError */
  verifyLifetime({ storage }: StoredFile, expires: number): void {
    if (expires - Date.now() / 1000 > LIFETIME_S[storage]) throw new SignatureError();
  }

  private sign(fileId: number, lifetime: number): string {
    const expires = Math.floor(Date.now() / 1000) + lifetime;
    const base = this.config.http.backendUrl ?? requestContext()?.origin ?? '';
    return `${base}/files/${fileId}?expires=${expires}&signature=${this.signatureOf(fileId, expires)}`;
  }

  private signatureOf(fileId: number, expires: number): string {
    return createHmac('sha256', this.key).update(`${fileId}:${expires}`).digest('base64url');
  }
}

/** 403: the address was altered or its minutes are over. */
class SignatureError extends ForbiddenError {
  override readonly code = 'signature_invalid';
  constructor() {
    super('This address has expired or was changed. Ask the object it belongs to for a fresh one.');
  }
}
