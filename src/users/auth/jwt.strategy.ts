import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import type { Jwt } from 'jsonwebtoken';
import { ExtractJwt, Strategy } from 'passport-jwt';
import type { RequestUser } from '../../core/http/auth.decorators.js';
import { AccessTokens } from './access-tokens.service.js';
import { ACCESS_COOKIE } from './auth-cookies.service.js';

/** Finds the access token of a request: the Authorization header, and only without one the cookie. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(private readonly tokens: AccessTokens) {
    super({
      jwtFromRequest: tokenOf,
      // A KeyObject, which jsonwebtoken takes though the types of passport-jwt do not say so: see deriveKey.
      secretOrKeyProvider: (_request, _token, done) => done(null, tokens.key as unknown as Buffer),
      algorithms: tokens.verification.algorithms,
      issuer: tokens.verification.issuer,
      audience: tokens.verification.audience,
      jsonWebTokenOptions: { complete: true },
    });
  }

  validate(token: Jwt): RequestUser | null {
    return this.tokens.userOf(token);
  }

  /**
   * The caller of a request; null without a good token. Runs the strategy as Passport does, on a copy that has its
   * ways out; Passport's own middleware keeps what it made for a request so long that collecting it costs every
   * request a tenth of its time (bench/README.md).
   */
  userOf(request: FastifyRequest): Promise<RequestUser | null> {
    return new Promise((resolve, reject) => {
      const attempt = Object.create(this) as this;
      attempt.success = (user: RequestUser) => resolve(user);
      attempt.fail = () => resolve(null);
      attempt.error = reject;
      attempt.authenticate(request as never);
    });
  }
}

const bearer = ExtractJwt.fromAuthHeaderAsBearerToken();

function tokenOf(request: FastifyRequest): string | null {
  if (request.headers.authorization !== undefined) return bearer(request);
  return request.cookies[ACCESS_COOKIE] ?? null;
}
