import { Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import type { KeyObject } from 'node:crypto';
import { AppConfig } from '../../core/config/app-config.js';
import { deriveKey } from '../../core/config/secret-key.js';
import type { RequestUser } from '../../core/http/auth.decorators.js';

/** A token cannot be taken back, so it is short: logging out ends the refresh family at once, this within minutes. */
export const ACCESS_LIFETIME_S = 600;

const ISSUER = 'cv-improver';
const AUDIENCE = 'cv-improver-api';
const ALGORITHM = 'HS256';
/** RFC 9068: keeps a token of another kind from passing as an access token. */
const TYPE = 'at+jwt';

/** Signs access tokens, and says what a good one must hold. */
@Injectable()
export class AccessTokens {
  readonly key: KeyObject;
  /** For whoever verifies: everything but the type and the claims, which `userOf` reads. */
  readonly verification = { algorithms: [ALGORITHM as jwt.Algorithm], issuer: ISSUER, audience: AUDIENCE };

  constructor(config: AppConfig) {
    this.key = deriveKey(config.secretKey, 'jwt');
  }

  sign(user: RequestUser): string {
    return jwt.sign({ username: user.username, sid: user.sessionFamily }, this.key, {
      algorithm: ALGORITHM,
      header: { alg: ALGORITHM, typ: TYPE },
      issuer: ISSUER,
      audience: AUDIENCE,
      subject: String(user.id),
      expiresIn: ACCESS_LIFETIME_S,
    });
  }

  /** The caller of a verified token, or null when it is no access token of ours. */
  userOf({ header, payload }: jwt.Jwt): RequestUser | null {
    if (header.typ !== TYPE || typeof payload === 'string' || payload.exp === undefined) return null;
    const { sub, username, sid } = payload as { sub?: string; username?: unknown; sid?: unknown };
    const id = Number(sub);
    if (!Number.isSafeInteger(id) || id < 1 || typeof username !== 'string' || typeof sid !== 'string')
      return null;
    return { id, username, sessionFamily: sid };
  }
}
