import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** What proxies add; a request that has one of these came from elsewhere, whatever its connection says. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * Whether whoever asks may read the metrics: with the token, or, where none is configured, from this machine itself.
 * The connection counts, not what a proxy tells of it, so that a proxy set up wrongly opens nothing.
 */
export function mayReadMetrics({ headers, socket }: IncomingMessage, token: string | null): boolean {
  if (token === null)
    return LOOPBACK.test(socket.remoteAddress ?? '') && FORWARDED.every((name) => !headers[name]);
  const [, given = ''] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  return timingSafeEqual(digest(given), digest(token));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
