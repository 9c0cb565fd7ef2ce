import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';

const CORS_HEADERS = [
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-expose-headers',
];

/** A fresh nonce for one answer's scripts. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/**
 * Headers of every answer of the admin. Scripts and styles count only with the answer's nonce, nothing is
 * loaded from elsewhere but fonts from where static files are published, and no other site may frame it.
 */
export function setSecurityHeaders(reply: FastifyReply, nonce: string, staticUrl: string | null): void {
  // What CORS grants to the API's front ends is not granted here.
  for (const name of CORS_HEADERS) void reply.removeHeader(name);
  void reply.headers({
    'content-security-policy': [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      `style-src 'nonce-${nonce}'`,
      "img-src 'self' data: blob:",
      `font-src 'self'${staticUrl ? ` ${new URL(staticUrl).origin}` : ''}`,
      "connect-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // Not "no-referrer": with that, browsers send the form's Origin as "null".
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
  });
}
