import type { FastifyInstance } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotFoundError } from '../../core/http/app-error.js';
import { UNLIMITED } from '../../core/limits/unlimited.js';
import { ADMIN_PATH } from './admin-paths.js';
import { acceptedEncoding } from './compression.js';

const TYPES: Record<string, string> = { '.js': 'text/javascript; charset=utf-8', '.ttf': 'font/ttf' };
const SUFFIXES = { br: '.br', gzip: '.gz' };
const PREFIX = '/assets';

/** What `npm run build` made for the browser (`scripts/setup/panel.mjs`); beside `src` where the sources run themselves. */
const FOLDER = ['../../../panel/', '../../../dist/panel/']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(join(path, 'manifest.json')));

/** The folder of built assets. */
export function builtFolder(): string {
  if (!FOLDER) throw new Error('The admin has not been built: run "npm run build".');
  return FOLDER;
}

interface Manifest {
  script: string;
  /** By weight. */
  fonts: Record<string, string>;
}

const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;

/** @param staticUrl where `collectstatic` publishes the same names; null is this service. */
const addressOf = (name: string, staticUrl: string | null): string =>
  `${staticUrl ?? ADMIN_PATH + PREFIX}/${name}`;

/** The address of the panel's script. */
export function scriptAddress(staticUrl: string | null, folder = builtFolder()): string {
  return addressOf(manifestIn(folder).script, staticUrl);
}

/** The style rules that make our font known. Until it is there, the browser's own stands in. */
export function fontFaces(staticUrl: string | null, folder = builtFolder()): string {
  const faces = Object.entries(manifestIn(folder).fonts).map(
    ([weight, name]) =>
      `@font-face { font-family: Inter; font-weight: ${weight}; font-display: swap; src: url('${addressOf(name, staticUrl)}') format('truetype'); }`,
  );
  return faces.join('\n  ');
}

/**
 * Serves the built scripts and fonts, each also in the compressed forms that the build made. Their names hold a hash of their content,
 * so browsers keep them for good.
 */
export async function serveAssets(scope: FastifyInstance, folder = builtFolder()): Promise<void> {
  const names = new Set(await readdir(folder));
  scope.get<{ Params: { name: string } }>(
    `${PREFIX}/:name`,
    { config: UNLIMITED },
    async (request, reply) => {
      const { name } = request.params;
      const type = TYPES[extname(name)];
      if (!type || !names.has(name)) throw new NotFoundError('The admin has no such file.');
      const encoding = acceptedEncoding(request.headers['accept-encoding']);
      const suffix = encoding ? SUFFIXES[encoding] : '';
      const body = await readFile(join(folder, name + suffix));
      return reply
        .headers({
          'content-type': type,
          'cache-control': 'public, max-age=31536000, immutable',
          vary: 'accept-encoding',
          ...(encoding && { 'content-encoding': encoding }),
        })
        .send(body);
    },
  );
}
