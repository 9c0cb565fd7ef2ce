import { Injectable } from '@nestjs/common';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { AppConfig } from '../../core/config/app-config.js';
import { CsrfError } from '../users.errors.js';
import { ACCESS_LIFETIME_S } from './access-tokens.service.js';
import { REFRESH_LIFETIME_MS } from './refresh-sessions.service.js';

export const ACCESS_COOKIE = 'access';
export const REFRESH_COOKIE = 'refresh';
export const CSRF_COOKIE = 'csrftoken';

const CSRF_HEADER = 'x-csrftoken';
const CSRF_TOKEN = /^[\w-]{43}$/;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const REFRESH_LIFETIME_S = REFRESH_LIFETIME_MS / 1000;

/** Whether a request relies on cookies at all; an Authorization header always goes before them. */
export function usesCookies(request: FastifyRequest): boolean {
  return request.headers.authorization === undefined;
}

/** The cookies of a login, and the double-submit token (OWASP) that protects requests relying on them. */
@Injectable()
export class AuthCookies {
  constructor(private readonly config: AppConfig) {}

  /**
   * Hands the tokens of an answer to the browser as well, and returns the answer. Not after an HTML form: any page
   * could send one, and log a visitor in to a stranger's account.
   */
  write<Answer extends { access: string; refresh: string }>(reply: FastifyReply, answer: Answer): Answer {
    if (reply.request.headers['content-type']?.includes('urlencoded')) return answer;
    const options = { ...this.options(reply), httpOnly: true };
    void reply.setCookie(ACCESS_COOKIE, answer.access, { ...options, maxAge: ACCESS_LIFETIME_S });
    void reply.setCookie(REFRESH_COOKIE, answer.refresh, { ...options, maxAge: REFRESH_LIFETIME_S });
    this.csrfToken(reply);
    return answer;
  }

  /** Takes the tokens away from the browser, and returns the answer. */
  clear<Answer>(reply: FastifyReply, answer: Answer): Answer {
    for (const name of [ACCESS_COOKIE, REFRESH_COOKIE]) void reply.clearCookie(name, this.options(reply));
    return answer;
  }

  /** The browser's token, a new one if it has none; pages may read this cookie, so it is not HttpOnly. */
  csrfToken(reply: FastifyReply): string {
    const known = reply.request.cookies[CSRF_COOKIE];
    const token = known && CSRF_TOKEN.test(known) ? known : randomBytes(32).toString('base64url');
    void reply.setCookie(CSRF_COOKIE, token, { ...this.options(reply), maxAge: REFRESH_LIFETIME_S });
    return token;
  }

  /** @throws CsrfError unless the method is safe or the header repeats the cookie. */
  requireCsrf(request: FastifyRequest): void {
    if (!this.passesCsrf(request)) throw new CsrfError();
  }

  passesCsrf(request: FastifyRequest): boolean {
    if (SAFE_METHODS.has(request.method)) return true;
    const [cookie, header] = [request.cookies[CSRF_COOKIE], request.headers[CSRF_HEADER]];
    if (!cookie || typeof header !== 'string' || !CSRF_TOKEN.test(cookie) || !CSRF_TOKEN.test(header))
      return false;
    return timingSafeEqual(Buffer.from(cookie), Buffer.from(header));
  }

  /** The refresh cookie of a request that may use it. @throws CsrfError when it has one but no CSRF token. */
  refreshTokenOf(request: FastifyRequest): string | undefined {
    const token = usesCookies(request) ? request.cookies[REFRESH_COOKIE] : undefined;
    if (token) this.requireCsrf(request);
    return token;
  }

  private options({ request }: FastifyReply): CookieSerializeOptions {
    const secure = this.config.http.backendUrl?.startsWith('https:') ?? request.protocol === 'https';
    return { path: '/', sameSite: 'lax', secure };
  }
}
