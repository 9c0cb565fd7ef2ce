import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scriptAddress, serveAssets } from './assets.js';

const app = fastify();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assets-'));
  const files = { 'a-1.js': 'plain', 'a-1.js.br': 'brotli', 'a-1.js.gz': 'gzip', 'manifest.json': '{}' };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  await serveAssets(app, folder);
});

afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const get = (name: string, encodings = '') =>
  app.inject({ url: `/assets/${name}`, headers: { 'accept-encoding': encodings } });

it.each([
  ['gzip, deflate, br', 'br', 'brotli'],
  ['gzip, br;q=0', 'gzip', 'gzip'],
  ['identity', undefined, 'plain'],
])('serves what was compressed at build time to who accepts %s', async (accepted, encoding, body) => {
  const answer = await get('a-1.js', accepted);
  expect(answer.headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': 'text/javascript; charset=utf-8',
    vary: 'accept-encoding',
  });
  expect([answer.headers['content-encoding'], answer.body]).toEqual([encoding, body]);
});

it.each(['b.js', 'manifest.json', 'a-1.js.br', '..%2f..%2fetc%2fpasswd', '%00.js'])(
  'has no file %s',
  async (name) => {
    expect((await get(name)).statusCode).toBe(404);
  },
);

it('names the script of a page, at this service or where static files are published', async () => {
  await writeFile(join(folder, 'manifest.json'), '{"script":"a-1.js"}');
  expect(scriptAddress(null, folder)).toBe('/admin/assets/a-1.js');
  expect(scriptAddress('https://static.example.org/cv', folder)).toBe('https://static.example.org/cv/a-1.js');
});
