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

const VERIFICATION = {
  algorithms: [ALGORITHM as jwt.Algorithm],
  issuer: ISSUER,
  audience: AUDIENCE,
  complete: true,
} as const satisfies jwt.VerifyOptions;

/** Signs access tokens, and reads them. */
@Injectable()
export class AccessTokens {
  private readonly key: KeyObject;

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

  /** The caller, or null when it is no access token of ours or its time is over. */
  verify(token: string): RequestUser | null {
    try {
      return userOf(jwt.verify(token, this.key, VERIFICATION));
    } catch {
      return null;
    }
  }
}

function userOf({ header, payload }: jwt.Jwt): RequestUser | null {
  if (header.typ !== TYPE || typeof payload === 'string' || payload.exp === undefined) return null;
  const { sub, username, sid } = payload as { sub?: string; username?: unknown; sid?: unknown };
  const id = Number(sub);
  if (!Number.isSafeInteger(id) || id < 1 || typeof username !== 'string' || typeof sid !== 'string')
    return null;
  return { id, username, sessionFamily: sid };
}
