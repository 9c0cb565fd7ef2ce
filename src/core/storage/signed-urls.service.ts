import { Injectable } from '@nestjs/common';
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { AppConfig } from '../config/app-config.js';
import { deriveKey } from '../config/secret-key.js';
import { requestContext } from '../http/request-context.js';

/** How long an address works, in seconds: long enough to click, too short to share. */
const LIFETIME_S = 300;

/** Addresses of private files that work for a few minutes for whoever holds them (HMAC-SHA256 over id and expiry). */
@Injectable()
export class SignedUrls {
  private readonly key: KeyObject;

  constructor(private readonly config: AppConfig) {
    this.key = deriveKey(config.secretKey, 'signed-urls');
  }

  /** An absolute address of the file, under the configured public address or the one the request came to. */
  urlOf(fileId: number, now = Date.now()): string {
    const expires = Math.floor(now / 1000) + LIFETIME_S;
    const base = this.config.http.backendUrl ?? requestContext()?.origin ?? '';
    return `${base}/files/${fileId}?expires=${expires}&signature=${this.sign(fileId, expires)}`;
  }

  verify(fileId: number, expires: number, signature: string, now = Date.now()): boolean {
    const expected = Buffer.from(this.sign(fileId, expires));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected) && expires * 1000 >= now;
  }

  private sign(fileId: number, expires: number): string {
    return createHmac('sha256', this.key).update(`${fileId}:${expires}`).digest('base64url');
  }
}
