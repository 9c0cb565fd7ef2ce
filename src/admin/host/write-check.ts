import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { CrossSiteWriteError } from '../admin.errors.js';

/** Whether a request may change something, by its method. */
export function isWrite(request: FastifyRequest): boolean {
  return request.method !== 'GET' && request.method !== 'HEAD';
}

/**
 * Refuses a write that one of our own pages did not send, by what the browser says of its origin: Fetch Metadata
 * where it is sent, the Origin header otherwise.
 */
export function requireSameOrigin(request: FastifyRequest, publicOrigin: string | null): void {
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin') return;
  const own = [`${request.protocol}://${request.host}`, publicOrigin];
  if (site === undefined && request.headers.origin && own.includes(request.headers.origin)) return;
  throw new CrossSiteWriteError();
}

/** Refuses a write that does not repeat its token. */
export function requireToken(given: unknown, expected: string | null): void {
  const a = Buffer.from(typeof given === 'string' ? given : '');
  const b = Buffer.from(expected ?? '');
  if (b.length === 0 || a.length !== b.length || !timingSafeEqual(a, b)) throw new CrossSiteWriteError();
}
