import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Router } from 'adminjs';
import { fastify } from 'fastify';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveAssets } from './assets.js';

const path = '/frontend/assets/late.js';
const app = fastify();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assets-'));
  Router.assets.push({ path, src: join(folder, 'late.js') });
  serveAssets(app);
});

afterAll(async () => {
  Router.assets.pop();
  await app.close();
  await rm(folder, { recursive: true });
});

it('serves a file that could not be read at first as soon as it can be', async () => {
  const statusOf = async () =>
    (await app.inject({ url: path, headers: { 'accept-encoding': 'br' } })).statusCode;
  expect(await statusOf()).toBe(500);
  await writeFile(join(folder, 'late.js'), 'late');
  expect(await statusOf()).toBe(200);
});
