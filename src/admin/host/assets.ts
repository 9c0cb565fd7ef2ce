import AdminJS, { Router } from 'adminjs';
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { startSite } from '../components/browser-site.js';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.eot': 'application/vnd.ms-fontobject',
};

/** Path of our own script below the admin's. */
const SITE_SCRIPT = '/frontend/assets/site.js';
const siteSource = `(${startSite.toString()})(window);\n`;

/** Part of each asset's address, so that it can be cached for good: AdminJS's version and our script's hash. */
const VERSION = `${AdminJS.VERSION}-${createHash('sha256').update(siteSource).digest('hex').slice(0, 12)}`;

/** Scripts of a page in their order; ours comes last and starts the application. */
export const SCRIPTS = ['global.bundle.js', 'design-system.bundle.js', 'app.bundle.js', 'site.js'].map(
  (name) => `/frontend/assets/${name}?v=${VERSION}`,
);

const brotli = (bytes: Buffer): Promise<Buffer> =>
  promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } });

/**
 * Serves AdminJS's bundles and fonts, always the production ones (3 MB instead of 26), and our script. Each is
 * read and compressed at its first request and kept compressed.
 */
export function serveAssets(scope: FastifyInstance): void {
  const sources = new Map<string, () => Promise<Buffer>>([
    [SITE_SCRIPT, () => Promise.resolve(Buffer.from(siteSource))],
  ]);
  for (const { path, src } of Router.assets) {
    const file = src.replace(/([.-]bundle|bundle)\.development\.js$/, '$1.production.js');
    if (!path.endsWith('components.bundle.js')) sources.set(path, () => readFile(file));
  }
  for (const [path, read] of sources) {
    const encoded = new Map<string, Promise<Buffer>>();
    scope.get(path, async (request, reply) => {
      const accepted = String(request.headers['accept-encoding'] ?? '');
      const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
      const encode = {
        br: brotli,
        gzip: promisify<Buffer, Buffer>(gzip),
        identity: async (bytes: Buffer) => bytes,
      }[encoding];
      const body = encoded.get(encoding) ?? read().then(encode);
      // The plain bytes are on disk anyway and large; only what cost something is kept.
      if (encoding !== 'identity') encoded.set(encoding, body);
      body.catch(() => encoded.delete(encoding));
      const versioned = (request.query as { v?: string }).v === VERSION;
      void reply.headers({
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'cache-control': versioned ? 'public, max-age=31536000, immutable' : 'no-cache',
        vary: 'accept-encoding',
        ...(encoding !== 'identity' && { 'content-encoding': encoding }),
      });
      return body;
    });
  }
}
