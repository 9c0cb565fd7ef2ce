import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AdminClient } from './support/admin-client.js';
import { type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { runCli } from './support/cli.js';
import { oneColumnPdf } from './support/cv-fixtures.js';
import { queryRows } from './support/data.js';
import { questionnaireForm, register } from './support/people.js';

let app: TestApp;
let nobody: Api;
let cv: Buffer;
/** Path and query of the signed address. */
let address: string;

beforeAll(async () => {
  app = await startApp();
  nobody = api(app);
  cv = Buffer.from(await oneColumnPdf());
  address = await upload(await register(nobody));
});
afterAll(() => app.stop());

async function upload(person: Api): Promise<string> {
  const { body } = await person.post('/cv/questionnaire', questionnaireForm(cv, 'Zoë’s CV.pdf'));
  const { pathname, search } = new URL(body.resume as string);
  return pathname + search;
}

const get = (headers: Record<string, string> = {}) => nobody.get(address, { headers });

describe('a download', () => {
  it('is what was uploaded, under its name', async () => {
    const answer = await get();
    expect(answer.status).toBe(200);
    expect(Buffer.compare(answer.body, cv)).toBe(0);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(cv.length),
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache',
      'content-disposition': `attachment; filename*=UTF-8''Zo%C3%AB%E2%80%99s%20CV.pdf`,
      'x-content-type-options': 'nosniff',
      etag: `"${createHash('sha256').update(cv).digest('hex')}"`,
    });
  });

  it('answers HEAD like GET, without the bytes', async () => {
    const [head, whole] = [await nobody.call('HEAD', address), await get()];
    const told = ['content-length', 'content-type', 'etag', 'accept-ranges'];
    expect(head.status).toBe(200);
    expect(told.map((name) => head.headers.get(name))).toEqual(told.map((name) => whole.headers.get(name)));
    expect(head.body).toBeUndefined();
  });

  it.each([
    ['bytes=0-3', 0, 3],
    ['bytes=-5', -5, -1],
    ['bytes=100-', 100, -1],
    ['bytes=10-99999999', 10, -1],
  ])('gives the range %s', async (range, first, last) => {
    const [from, to] = [first, last].map((at) => (at < 0 ? cv.length + at : at)) as [number, number];
    const answer = await get({ range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to}/${cv.length}`);
    expect(answer.headers.get('content-length')).toBe(String(to - from + 1));
    expect(Buffer.compare(answer.body, cv.subarray(from, to + 1))).toBe(0);
  });

  it('refuses a range beyond the end, and gives everything for one it does not know', async () => {
    const beyond = await get({ range: `bytes=${cv.length}-` });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe(`bytes */${cv.length}`);
    for (const range of ['bytes=0-1,4-5', 'lines=1-2', 'bytes=5-1', 'bytes=-'])
      expect((await get({ range })).status).toBe(200);
  });

  it('goes on only with the same content, and sends nothing twice', async () => {
    const etag = (await get()).headers.get('etag') ?? '';
    expect((await get({ range: 'bytes=5-', 'if-range': etag })).status).toBe(206);
    expect((await get({ range: 'bytes=5-', 'if-range': '"another"' })).status).toBe(200);
    expect((await get({ 'if-none-match': etag })).status).toBe(304);
  });

  it('is for nobody with an address that was changed or is over', async () => {
    const changed = [
      address.replace(/expires=\d+/, 'expires=99999999999'),
      address.replace(/expires=\d+/, 'expires=1'),
      address.replace(/signature=./, 'signature=_'),
      address.replace('/files/1?', '/files/2?'),
    ];
    for (const path of changed)
      expect(await nobody.get(path)).toMatchObject({ status: 403, body: { code: 'signature_invalid' } });
  });
});

describe('stored files in the admin', () => {
  const download = (visitor: AdminClient, id: number) => visitor.get(`/admin/files/${id}`);
  const addressFor = async (visitor: AdminClient, id: number) =>
    new URL((await download(visitor, id)).headers.get('location') ?? '');

  it('can be downloaded by who may see them, those of finance for a minute', async () => {
    const staff = await AdminClient.enter(app);
    const { json } = await staff.get('/admin/api/resources/stored_file/records/1/show');
    expect(json.site).toEqual({ label: 'Download', path: '/admin/files/1' });
    const media = await addressFor(staff, 1);
    expect(Buffer.compare((await nobody.get(media.pathname + media.search)).body, cv)).toBe(0);

    const [invoice] = await queryRows<{ id: number }>(
      app.databaseUrl,
      `INSERT INTO stored_file (storage, key, original_name, size, sha256, content_type, status)
       VALUES ('finance', gen_random_uuid(), 'a.pdf', 1, repeat('0', 64), 'application/pdf', 'ready') RETURNING id::int`,
    );
    const finance = await addressFor(staff, invoice!.id);
    const seconds = Number(finance.searchParams.get('expires')) - Date.now() / 1000;
    expect(seconds).toBeGreaterThan(30);
    expect(seconds).toBeLessThanOrEqual(60);
    expect((await download(staff, 999_999)).status).toBe(404);
    await queryRows(app.databaseUrl, `DELETE FROM stored_file WHERE storage = 'finance'`);
  });

  it('are for nobody else', async () => {
    const clerk = await AdminClient.enterAs(app, 'clerk', ['cv.view_cv']);
    expect((await download(clerk, 1)).status).toBe(403);
    expect((await nobody.get('/admin/files/1')).headers.get('location')).toMatch(/^\/admin\/login/);
  });
});

describe('a disk that refuses', () => {
  const limit = (bytes: string) => execFileSync('prlimit', ['--pid', String(app.pid), `--fsize=${bytes}:`]);

  it('is a 503 that leaves nothing to read, and is over when the disk takes files again', async () => {
    const person = await register(nobody);
    const count = `SELECT count(*)::int AS ready FROM stored_file WHERE status <> 'deleted'`;
    const [before, objects] = [await queryRows(app.databaseUrl, count), files().length];
    limit('1024');
    const refused = await person.post('/cv/questionnaire', questionnaireForm(cv));
    limit('unlimited');
    expect(refused).toMatchObject({ status: 503, body: { code: 'storage_unavailable' } });
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await queryRows(app.databaseUrl, count)).toEqual(before);
    expect(files()).toHaveLength(objects);
    expect(await upload(person)).toMatch(/^\/files\//);
  });
});

const cli = (...args: string[]) =>
  runCli(args, { DATABASE_URL: app.databaseUrl, DATA_DIR: app.dataDir, LOG_LEVEL: 'warn' });

const files = (): string[] =>
  readdirSync(join(app.dataDir, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('storage:verify', () => {
  it('finds nothing where nothing is wrong', async () => {
    const { code, stdout } = await cli('storage:verify', '--checksums', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], checked: { media: expect.any(Number) } });
    expect(code).toBe(0);
  });

  it('tells what is missing, cut, altered or too much, and fails', async () => {
    const person = await register(nobody);
    const keys = new Set(files());
    for (let count = 0; count < 3; count += 1) await upload(person);
    const [missing, cut, altered] = files().filter((path) => !keys.has(path)) as [string, string, string];
    rmSync(missing);
    truncateSync(cut, 10);
    writeFileSync(altered, Buffer.alloc(cv.length));
    const orphan = randomUUID();
    mkdirSync(join(app.dataDir, 'files', orphan.slice(0, 2)), { recursive: true });
    writeFileSync(join(app.dataDir, 'files', orphan.slice(0, 2), orphan), 'nobody’s');

    const { code, stdout } = await cli('storage:verify', '--checksums', '--json', '--only', 'media');
    const { findings } = JSON.parse(stdout) as { findings: { key: string; problem: string }[] };
    const problems = findings.map(({ key, problem }) => `${key} ${problem}`).sort();
    const named = [
      [missing, 'missing'],
      [cut, 'size'],
      [altered, 'checksum'],
      [orphan, 'orphan'],
    ] as const;
    expect(problems).toEqual(named.map(([path, problem]) => `${path.slice(-36)} ${problem}`).sort());
    expect(code).toBe(1);
  });
});

describe('collectstatic', () => {
  it('stores files under names with their hash, for caches to keep for good', async () => {
    const folder = mkdtempSync(join(app.dataDir, 'static-'));
    writeFileSync(join(folder, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const first = JSON.parse((await cli('collectstatic', folder, '--json')).stdout);
    expect(first.stored).toBe(Object.keys(first.files).length);
    expect(first.files['logo.svg']).toMatch(/^logo-[\da-f]{16}\.svg$/);
    expect(first.files['site.js']).toMatch(/^site-[\da-f]{16}\.js$/);

    const logo = await nobody.get(`/static/${first.files['logo.svg']}`);
    expect(Object.fromEntries(logo.headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'image/svg+xml',
      'access-control-allow-origin': '*',
    });
    expect(String(logo.body)).toContain('<svg');
    expect((await nobody.get('/static/manifest.json')).body.files).toEqual(first.files);
    expect((await nobody.get('/static/logo.svg')).status).toBe(404);
    expect((await nobody.get('/static/..%2fsecret-key')).status).toBe(404);
    expect((await cli('storage:verify', '--checksums', '--only', 'static')).code).toBe(0);
  });

  it('refuses a folder that does not exist', async () => {
    expect(await cli('collectstatic', join(app.dataDir, 'none'))).toMatchObject({ code: 2 });
  });
});
