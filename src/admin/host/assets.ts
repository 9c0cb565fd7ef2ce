import type { FastifyInstance } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotFoundError } from '../../core/http/app-error.js';
import { ADMIN_PATH } from './admin-paths.js';

const TYPES: Record<string, string> = { '.js': 'text/javascript; charset=utf-8', '.ttf': 'font/ttf' };
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
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

/** Addresses of a page's scripts in their order; ours comes last and starts the application. */
export function scriptAddresses(folder = builtFolder()): string[] {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    scripts: string[];
  };
  return scripts.map((name) => `${ADMIN_PATH}${PREFIX}/${name}`);
}

/**
 * Serves the built scripts and fonts, compressed as the build left them. Their names hold a hash of their content,
 * so browsers keep them for good.
 */
export async function serveAssets(scope: FastifyInstance, folder = builtFolder()): Promise<void> {
  const names = new Set(await readdir(folder));
  scope.get<{ Params: { name: string } }>(`${PREFIX}/:name`, async (request, reply) => {
    const { name } = request.params;
    const type = TYPES[extname(name)];
    if (!type || !names.has(name)) throw new NotFoundError('The admin has no such file.');
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const [encoding, suffix] = ENCODINGS.find(
      ([candidate, ending]) =>
        new RegExp(`\\b${candidate}\\b(?!;q=0)`).test(accepted) && names.has(name + ending),
    ) ?? [null, ''];
    const body = await readFile(join(folder, name + suffix));
    return reply
      .headers({
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        ...(encoding && { 'content-encoding': encoding }),
      })
      .send(body);
  });
}
