import { fastifyCookie } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ADMIN_PATH } from './admin-paths.js';

/** The session's token; no script can read it. */
export const SESSION_COOKIE = 'admin_session';
/** Ties the login form to the browser that asked for it. */
export const LOGIN_COOKIE = 'admin_login';
/** The name under which AdminJS's HTTP client looks for a token to send back as `X-XSRF-TOKEN`. */
export const CSRF_COOKIE = 'XSRF-TOKEN';

type CookieName = typeof SESSION_COOKIE | typeof LOGIN_COOKIE | typeof CSRF_COOKIE;

/** A cookie of the request. Read from the header, so that the admin needs no plugin of the application's. */
export function readCookie(request: FastifyRequest, name: CookieName): string | null {
  return fastifyCookie.parse(request.headers.cookie ?? '')[name] ?? null;
}

/** Sets a cookie for the admin's pages and for as long as the browser runs; `null` removes it. */
export function writeCookie(
  reply: FastifyReply,
  name: CookieName,
  value: string | null,
  secure: boolean,
): void {
  const serialized = fastifyCookie.serialize(name, value ?? '', {
    path: ADMIN_PATH,
    httpOnly: name !== CSRF_COOKIE,
    // Lax, so that a link to the admin from a mail finds its session; every write is checked besides.
    sameSite: name === SESSION_COOKIE ? 'lax' : 'strict',
    secure,
    ...(value === null && { maxAge: 0 }),
  });
  const set = reply.getHeader('set-cookie');
  void reply.removeHeader('set-cookie');
  void reply.header('set-cookie', [...(Array.isArray(set) ? set : set ? [String(set)] : []), serialized]);
}
