import { Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TooManyLoginsError } from '../../core/limits/limits.errors.js';
import { LoginThrottle } from '../../core/limits/login-throttle.service.js';
import { AdminSessions } from '../sessions/admin-sessions.service.js';
import { StaffAuthenticator } from '../staff-authenticator.js';
import { ADMIN_PATH, safeReturnPath } from './admin-paths.js';
import { CSRF_COOKIE, LOGIN_COOKIE, readCookie, SESSION_COOKIE, writeCookie } from './cookies.js';
import { loginPage } from './small-page.js';
import { requireToken } from './write-check.js';

const LOGIN_PATH = `${ADMIN_PATH}/login`;

interface Attempt {
  login: string;
  next: string;
  problem: string | null;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The login page and what it posts to. */
@Injectable()
export class LoginRoutes {
  private readonly logger = new Logger('AdminLogin');

  constructor(
    private readonly moduleRef: ModuleRef,
    private readonly sessions: AdminSessions,
    private readonly throttle: LoginThrottle,
  ) {}

  register(scope: FastifyInstance, isSecure: (request: FastifyRequest) => boolean): void {
    scope.get('/login', (request, reply) => {
      const next = safeReturnPath((request.query as { next?: unknown }).next);
      return this.show(request, reply, isSecure(request), { login: '', next, problem: null });
    });
    scope.post('/login', (request, reply) => this.logIn(request, reply, isSecure(request)));
  }

  private show(
    request: FastifyRequest,
    reply: FastifyReply,
    secure: boolean,
    attempt: Attempt,
  ): FastifyReply {
    const token = randomBytes(32).toString('base64url');
    writeCookie(reply, LOGIN_COOKIE, token, secure);
    return reply
      .type('text/html')
      .send(loginPage({ action: LOGIN_PATH, token, ...attempt }, request.adminNonce!));
  }

  private async logIn(request: FastifyRequest, reply: FastifyReply, secure: boolean): Promise<FastifyReply> {
    const body = (request.body ?? {}) as Record<string, unknown>;
    const [login, password, next] = [
      text(body['login']),
      text(body['password']),
      safeReturnPath(body['next']),
    ];
    requireToken(body['token'], readCookie(request, LOGIN_COOKIE));
    try {
      await this.throttle.attempt(login, request.ip);
    } catch (error) {
      if (!(error instanceof TooManyLoginsError)) throw error;
      void reply.status(error.status).header('retry-after', String(error.retryAfter));
      return this.show(request, reply, secure, { login, next, problem: error.message });
    }
    const authenticator = this.moduleRef.get(StaffAuthenticator, { strict: false });
    const staff = login && password ? await authenticator.authenticate(login, password) : null;
    if (!staff) {
      this.logger.warn(`a login from ${request.ip} was refused`);
      const problem =
        'This does not open the admin: check both, and whether the account is staff and active.';
      return this.show(request, reply.status(401), secure, { login, next, problem });
    }
    await this.throttle.succeeded(login, request.ip);
    const userAgent = request.headers['user-agent'] ?? null;
    const session = await this.sessions.start(staff, userAgent, readCookie(request, SESSION_COOKIE));
    writeCookie(reply, SESSION_COOKIE, session.token, secure);
    writeCookie(reply, CSRF_COOKIE, session.csrfToken, secure);
    writeCookie(reply, LOGIN_COOKIE, null, secure);
    return reply.redirect(next, 303);
  }
}
