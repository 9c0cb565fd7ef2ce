import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PUBLIC_ROUTE, type RequestUser } from '../../core/http/auth.decorators.js';
import { NotAuthenticatedError } from '../../core/http/app-error.js';
import { InvalidRefreshTokenError } from '../users.errors.js';
import { AuthCookies, usesCookies } from './auth-cookies.service.js';
import { clientInfoOf } from './client-info.decorator.js';
import { SessionTokens } from './session-tokens.service.js';

type AuthRequest = FastifyRequest & { user?: RequestUser | null };

/**
 * Stands before every route: those that are not `@Public()` need a good access token, or a good refresh cookie,
 * which is then renewed silently. A public route knows its caller too, if the caller says who they are.
 */
@Injectable()
export class AccessGuard extends AuthGuard('jwt') {
  constructor(
    private readonly reflector: Reflector,
    private readonly cookies: AuthCookies,
    private readonly sessions: SessionTokens,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthRequest>();
    await super.canActivate(context);
    const isPublic = this.reflector.getAllAndOverride<boolean>(PUBLIC_ROUTE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (isPublic) {
      // A forged request must not act in someone's name here either; it may act in nobody's.
      if (request.user && usesCookies(request) && !this.cookies.passesCsrf(request)) request.user = null;
      return true;
    }
    if (!request.user) request.user = await this.renew(request, context.switchToHttp().getResponse());
    else if (usesCookies(request)) this.cookies.requireCsrf(request);
    return true;
  }

  /** Lets a request without a good token go on to `canActivate`, which decides. */
  override handleRequest<User = RequestUser>(error: Error | null, user: User | false): User {
    if (error) throw error;
    return user || (null as User);
  }

  private async renew(request: AuthRequest, reply: FastifyReply): Promise<RequestUser> {
    const token = this.cookies.refreshTokenOf(request);
    if (!token) throw new NotAuthenticatedError();
    try {
      const { user, ...tokens } = await this.sessions.renew(token, clientInfoOf(request));
      this.cookies.write(reply, tokens);
      return user;
    } catch (error) {
      if (error instanceof InvalidRefreshTokenError) this.cookies.clear(reply, undefined);
      throw error;
    }
  }
}
