import { expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { acceptedEncoding, compressAnswers } from './compression.js';

it.each([
  ['gzip, deflate, br', 'br'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['BR', 'br'],
  ['gzip;q=0.0', null],
  ['brotli, xgzip', null],
  [undefined, null],
] as const)('takes of %s %s', (header, encoding) => {
  expect(acceptedEncoding(header)).toBe(encoding);
});

it('compresses what is worth it, in the way that the browser asks for', async () => {
  const app = fastify();
  compressAnswers(app);
  const rows = { rows: Array.from({ length: 100 }, (_, id) => ({ id, name: 'Ätna' })) };
  app.get('/long', () => rows);
  app.get('/short', () => ({}));
  const get = (url: string, encodings: string) =>
    app.inject({ url, headers: { 'accept-encoding': encodings } });

  const brotli = await get('/long', 'gzip, br');
  expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
  expect(brotli.headers['content-length']).toBe(String(brotli.rawPayload.length));
  expect(JSON.parse(brotliDecompressSync(brotli.rawPayload).toString())).toEqual(rows);
  const gzip = await get('/long', 'gzip');
  expect(JSON.parse(gunzipSync(gzip.rawPayload).toString())).toEqual(rows);
  expect((await get('/long', '')).json()).toEqual(rows);
  expect((await get('/short', 'br')).headers['content-encoding']).toBeUndefined();
  await app.close();
});
