import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { AdminClient } from './support/admin-client.js';
import { type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { runCli } from './support/cli.js';
import { oneColumnPdf } from './support/cv-fixtures.js';
import { queryRows } from './support/data.js';
import { questionnaireForm, register } from './support/people.js';
import { type FaultyS3, startFaultyS3 } from './support/s3-faults.js';
import { s3Environment, startS3, type TestS3 } from './support/s3.js';

let s3: TestS3;
let faulty: FaultyS3;
let env: NodeJS.ProcessEnv;
let app: TestApp;
let first: TestApp;
let cv: Buffer;

beforeAll(async () => {
  s3 = await startS3();
  faulty = await startFaultyS3(s3.url);
  const s3Config = { ...s3.config, endpoint: faulty.url, timeoutMs: 500 };
  env = { ...s3Environment(s3Config), STATIC_URL: 'https://static.example.org/' };
  cv = Buffer.from(await oneColumnPdf());
  app = first = await startApp();
});
afterAll(async () => {
  await app.stop();
  await first.stop();
  await faulty.close();
  await s3.close();
});

async function upload(person: Api): Promise<number> {
  const { status, body } = await person.post('/cv/questionnaire', questionnaireForm(cv));
  expect(status).toBe(201);
  return body.id as number;
}

/** Through a fresh address, as a client gets it. */
async function download(person: Api, id: number, headers?: Record<string, string>) {
  const { body } = await person.get(`/cv/questionnaire/${id}`);
  return api(app).get(String(body.resume).replace(/^https?:\/\/[^/]+/, ''), { headers });
}

const cli = (args: string[], variables: NodeJS.ProcessEnv = env) =>
  runCli(args, { DATABASE_URL: app.databaseUrl, DATA_DIR: app.dataDir, LOG_LEVEL: 'warn', ...variables });

describe('moving an installation to S3', () => {
  const copy = (...args: string[]) =>
    cli(['storage:copy', '--from', 'filesystem', '--to', 's3', ...args], { ...env, STORAGE: 'filesystem' });
  let person: Api;
  let early: number;
  let late: number;

  it('refuses without an S3, and to itself', async () => {
    expect(await cli(['storage:copy', '--from', 'filesystem', '--to', 's3'], {})).toMatchObject({ code: 2 });
    expect(await cli(['storage:copy', '--from', 's3', '--to', 's3'])).toMatchObject({ code: 2 });
  });

  it('copies while the service runs, says before how much, and goes on after a failure', async () => {
    person = await register(api(app));
    early = await upload(person);
    expect((await copy('--dry-run')).stdout).toContain(`media: 1 files with ${cv.length} bytes`);
    faulty.fault = 'failing';
    expect(await copy()).toMatchObject({ code: 1 });
    faulty.fault = null;
    expect((await copy()).stdout).toContain('media: 1 files copied');
    late = await upload(person);
    expect((await copy()).stdout).toContain('media: 1 files copied');
    expect((await copy()).stdout).toContain('media: 0 files copied');
  });

  it('needs no more than other environment variables then', async () => {
    await app.kill();
    rmSync(join(app.dataDir, 'files'), { recursive: true });
    app = await startApp({ env, successorOf: first });
    person = person.at(app);
    for (const id of [early, late]) expect(Buffer.compare((await download(person, id)).body, cv)).toBe(0);
    const part = await download(person, early, { range: 'bytes=2-5' });
    expect([part.status, String(part.body)]).toEqual([206, String(cv.subarray(2, 6))]);
    expect(Buffer.compare((await download(person, await upload(person))).body, cv)).toBe(0);
    expect(await cli(['storage:verify', '--checksums'])).toMatchObject({ code: 0 });
  });

  it('goes back the same way', async () => {
    const back = await cli(['storage:copy', '--from', 's3', '--to', 'filesystem', '--only', 'media']);
    expect(back.stdout).toContain('media: 3 files copied');
    const verified = await cli(['storage:verify', '--checksums', '--only', 'media'], {
      STORAGE: 'filesystem',
    });
    expect(verified).toMatchObject({ code: 0 });
  });
});

describe.each(['forbidden', 'failing', 'hanging', 'reset'] as const)('while the S3 is %s', (fault) => {
  it('uploads and downloads are a clear 503, nothing is kept, and all is well afterwards', async () => {
    const person = await register(api(app));
    const id = await upload(person);
    const count = `SELECT count(*) FILTER (WHERE status = 'ready')::int AS ready,
      count(*) FILTER (WHERE status = 'pending')::int AS pending FROM stored_file`;
    const before = await queryRows(app.databaseUrl, count);
    faulty.fault = fault;
    const refused = await person.post('/cv/questionnaire', questionnaireForm(cv));
    const lost = await download(person, id);
    faulty.fault = null;
    for (const answer of [refused, lost])
      expect(answer).toMatchObject({ status: 503, body: { code: 'storage_unavailable' } });
    expect(await queryRows(app.databaseUrl, count)).toEqual(before);
    expect(Buffer.compare((await download(person, id)).body, cv)).toBe(0);
  });
});

it('a download that breaks off is seen as one', async () => {
  const person = await register(api(app));
  const id = await upload(person);
  faulty.fault = 'cut-body';
  await expect(download(person, id)).rejects.toThrow();
  faulty.fault = null;
});

it('the admin loads its scripts and fonts from STATIC_URL, and nothing else from there', async () => {
  const { text, headers } = await (await AdminClient.enter(app)).get('/admin');
  expect(text).toMatch(/src="https:\/\/static\.example\.org\/site-[\da-f]{16}\.js"/);
  expect(text).toMatch(/url\('https:\/\/static\.example\.org\/inter-400/);
  expect(headers.get('content-security-policy')).toContain("font-src 'self' https://static.example.org;");
});

it('check tells a bucket that is missing', async () => {
  const { code, stdout } = await cli(['check', '--json'], { ...env, S3_FINANCE_BUCKET: 'cv-nowhere' });
  expect(code).toBe(1);
  expect(stdout).toMatch(/storage\.writable[^]*cv-nowhere/);
});
