import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport';
import type { RequestUser } from '../../core/http/auth.decorators.js';
import { AccessTokens } from './access-tokens.service.js';
import { ACCESS_COOKIE } from './auth-cookies.service.js';

/**
 * Finds the caller of a request by its access token: that of the Authorization header, and only without one that of
 * the cookie. `AccessGuard` asks it directly: Passport's middleware, and a strategy that answers by callback, cost
 * every request a tenth of its time (bench/README.md).
 */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(private readonly tokens: AccessTokens) {
    super();
  }

  /** The caller; null without a good token. */
  validate(request: FastifyRequest): RequestUser | null {
    const token = tokenOf(request);
    return token === undefined ? null : this.tokens.verify(token);
  }

  /** For Passport's own middleware. */
  override authenticate(request: unknown): void {
    const user = this.validate(request as FastifyRequest);
    if (user) this.success(user);
    else this.fail();
  }
}

const BEARER = /^Bearer +(\S+)$/i;

function tokenOf({ headers: { authorization }, cookies }: FastifyRequest): string | undefined {
  return authorization === undefined ? cookies[ACCESS_COOKIE] : BEARER.exec(authorization)?.[1];
}
