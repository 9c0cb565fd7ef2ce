import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PUBLIC_ROUTE, type RequestUser } from '../../core/http/auth.decorators.js';
import { NotAuthenticatedError } from '../../core/http/app-error.js';
import { InvalidRefreshTokenError } from '../users.errors.js';
import { AuthCookies, usesCookies } from './auth-cookies.service.js';
import { clientInfoOf } from './client-info.decorator.js';
import { JwtStrategy } from './jwt.strategy.js';
import { SessionTokens } from './session-tokens.service.js';

type AuthRequest = FastifyRequest & { user?: RequestUser | null };

/**
 * Stands before every route: those that are not `@Public()` need a good access token, or a good refresh cookie,
 * which is then renewed silently. A public route knows its caller too, if the caller says who they are.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly strategy: JwtStrategy,
    private readonly cookies: AuthCookies,
    private readonly sessions: SessionTokens,
  ) {}

  /** A promise only where a refresh cookie must be renewed. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<AuthRequest>();
    request.user = this.strategy.validate(request);
    const isPublic = this.reflector.getAllAndOverride<boolean>(PUBLIC_ROUTE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (isPublic) {
      // A forged request must not act in someone's name here either; it may act in nobody's.
      if (request.user && usesCookies(request) && !this.cookies.passesCsrf(request)) request.user = null;
      return true;
    }
    if (!request.user) return this.renew(request, http.getResponse());
    if (usesCookies(request)) this.cookies.requireCsrf(request);
    return true;
  }

  private async renew(request: AuthRequest, reply: FastifyReply): Promise<boolean> {
    const token = this.cookies.refreshTokenOf(request);
    if (!token) throw new NotAuthenticatedError();
    try {
      const { user, ...tokens } = await this.sessions.renew(token, clientInfoOf(request));
      this.cookies.write(reply, tokens);
      request.user = user;
      return true;
    } catch (error) {
      if (error instanceof InvalidRefreshTokenError) this.cookies.clear(reply, undefined);
      throw error;
    }
  }
}
