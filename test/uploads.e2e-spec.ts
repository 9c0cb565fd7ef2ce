import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import {
  encryptedPdf,
  oneColumnPdf,
  oversizedPdf,
  scannedPdf,
  textCv,
  truncatedPdf,
} from './support/cv-fixtures.js';
import { improve, questionnaireForm, register } from './support/people.js';
import { storedState } from './support/stored-state.js';

let app: TestApp;
let nobody: Api;
let person: Api;
let database: pg.Client;

beforeAll(async () => {
  app = await startApp();
  nobody = api(app);
  person = await register(nobody);
  database = new pg.Client(app.databaseUrl);
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await app.stop();
});

describe('an upload that cannot be taken', () => {
  let before: Record<string, number>;
  beforeAll(async () => {
    await improve(await register(nobody), await oneColumnPdf());
  });
  beforeEach(async () => {
    before = await storedState(database, app);
  });
  afterEach(async () => {
    expect(await storedState(database, app)).toEqual(before);
    expect(app.logs()).not.toMatch(/"level":(50|60)/);
  });

  const problem = (status: number, code: string) => ({
    status,
    headers: expect.objectContaining({}),
    body: expect.objectContaining({ status, code, title: expect.any(String), detail: expect.any(String) }),
  });

  it.each<[string, string, () => Promise<Buffer> | Buffer, number, string]>([
    [
      'a picture',
      'cv.pdf',
      () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      415,
      'unsupported_file_type',
    ],
    [
      'an old Word file',
      'cv.doc',
      () => Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'),
      415,
      'unsupported_file_type',
    ],
    ['an empty file', 'cv.pdf', () => Buffer.alloc(0), 422, 'file_empty'],
    ['a truncated PDF', 'cv.pdf', truncatedPdf, 422, 'file_truncated'],
    [
      'rubbish that begins like a PDF',
      'cv.pdf',
      () => Buffer.from('%PDF-1.7\nrubbish'),
      422,
      'file_unreadable',
    ],
    ['an encrypted PDF', 'cv.pdf', encryptedPdf, 422, 'file_encrypted'],
    ['a scan', 'cv.pdf', scannedPdf, 422, 'file_without_text'],
    ['more text than a CV has', 'cv.txt', () => Buffer.from('word '.repeat(30_000)), 422, 'file_too_complex'],
    ['a file over 10 MB', 'cv.pdf', oversizedPdf, 413, 'payload_too_large'],
  ])('%s is refused precisely', async (_kind, name, make, status, code) => {
    const answer = await person.post('/cv/questionnaire', questionnaireForm(await make(), name));
    expect(answer).toEqual(problem(status, code));
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('a scan is told that it has no text', async () => {
    const answer = await person.post('/cv/questionnaire', questionnaireForm(await scannedPdf()));
    expect(answer.body.detail).toMatch(/text/);
  });

  it.each<[string, (form: FormData) => void, number]>([
    ['an unknown field', (form) => form.set('owner', '1'), 400],
    ['a NUL byte', (form) => form.set('position', 'Ch\0ef'), 400],
    [
      'the file under another name',
      (form) => (form.delete('resume'), form.set('file', new Blob(['x']), 'x.pdf')),
      400,
    ],
    ['a field twice', (form) => form.append('position', 'again'), 400],
  ])('%s in a form is a 400', async (_kind, change, status) => {
    const form = questionnaireForm(await oneColumnPdf());
    change(form);
    expect((await person.post('/cv/questionnaire', form)).status).toBe(status);
  });

  it.each<[string, string, string]>([
    ['a form without a boundary', 'multipart/form-data', 'x'],
    [
      'a form cut in the middle',
      'multipart/form-data; boundary=b',
      '--b\r\ncontent-disposition: form-data; name="position"\r\n\r\nCh',
    ],
  ])('%s is a 400', async (_kind, type, body) => {
    const answer = await person.post('/cv/questionnaire', body, { headers: { 'content-type': type } });
    expect(answer).toEqual(problem(400, 'validation_error'));
  });

  it('a field longer than a form may hold is refused, not cut', async () => {
    const form = questionnaireForm(await oneColumnPdf(), 'cv.pdf', {
      job_description: 'x'.repeat(1_100_000),
    });
    expect((await person.post('/cv/questionnaire', form)).status).toBe(400);
  });
});

describe('a name with a path in it', () => {
  it.each(['../../../etc/passwd', '..\\..\\cv.pdf', '/etc/cv.pdf', `${'x'.repeat(300)}.pdf`])(
    '%s is only a name',
    async (name) => {
      const owner = await register(nobody);
      const { questionnaire } = await improve(owner, await oneColumnPdf(), name);
      const file = await nobody.get(questionnaire.body.resume);
      expect(file.status).toBe(200);
      const disposition = file.headers.get('content-disposition') ?? '';
      expect(decodeURIComponent(disposition)).not.toMatch(/[\\/]/);
    },
  );
});

describe('a file without a name', () => {
  it('is taken all the same', async () => {
    const owner = await register(nobody);
    const cv = `--b\r\ncontent-disposition: form-data; name="position"\r\n\r\nChef\r\n--b\r\n`;
    const file = `content-disposition: form-data; name="resume"\r\ncontent-type: application/octet-stream\r\n\r\n`;
    const body = `${cv}${file}${textCv().toString('utf8')}\r\n--b--\r\n`;
    const type = 'multipart/form-data; boundary=b';
    const answer = await owner.post('/cv/questionnaire', body, { headers: { 'content-type': type } });
    expect(answer.status).toBe(201);
    expect(answer.body.cv).toEqual(expect.any(Number));
  });
});
