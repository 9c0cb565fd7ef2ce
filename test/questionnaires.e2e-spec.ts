import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Answer, type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { oneColumnPdf, scannedPdf, textCv } from './support/cv-fixtures.js';
import { questionnaireForm, register } from './support/people.js';

const PATH = '/cv/questionnaire';
const FULL = {
  position: 'Chef',
  industry: 'Food',
  experience_level: '3-5',
  company_size: 'small',
  location: 'Lyon',
  application_timeline: 'immediate',
  job_description: 'Cook.\n\nClean.',
};

let app: TestApp;
let nobody: Api;
let database: pg.Client;
beforeAll(async () => {
  app = await startApp();
  nobody = api(app);
  database = new pg.Client(app.databaseUrl);
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await app.stop();
});

let person: Api;
let made: Answer;
let address: string;
beforeEach(async () => {
  person = await register(nobody);
  made = await person.post(PATH, FULL);
  address = `${PATH}/${made.body.id}`;
});

const etag = (answer: Answer): string => answer.headers.get('etag') ?? '';

describe('a questionnaire', () => {
  it('is what was sent, with an ETag', async () => {
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...FULL, version: 1, resume: null, cv: null });
    const read = await person.get(address);
    expect(read.body).toEqual(made.body);
    expect([etag(made), etag(read)]).toEqual(['"1"', '"1"']);
  });

  it('is replaced by PUT: what is left out is empty', async () => {
    const answer = await person.put(address, { position: 'Baker', company_size: 'startup' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      id: made.body.id,
      position: 'Baker',
      industry: '',
      experience_level: null,
      company_size: 'startup',
      location: '',
      application_timeline: null,
      job_description: '',
      submitted_at: made.body.submitted_at,
      version: 2,
    });
    expect((await person.get(address)).body).toEqual(answer.body);
  });

  it('is changed by PATCH: what is left out stays, null empties', async () => {
    const answer = await person.patch(address, { location: 'Nice', company_size: null, industry: null });
    expect(answer.body).toEqual({
      ...made.body,
      location: 'Nice',
      company_size: null,
      industry: '',
      version: 2,
    });
    expect((await person.patch(address, {})).body).toEqual(answer.body);
  });

  it('takes another CV, and keeps the one it has', async () => {
    const first = await person.put(address, questionnaireForm(await oneColumnPdf()));
    expect(first.body).toMatchObject({ position: 'Backend Engineer', cv: expect.any(Number) });
    expect((await nobody.get(first.body.resume)).status).toBe(200);
    expect((await person.put(address, FULL)).body.cv).toBe(first.body.cv);

    const form = new FormData();
    form.set('resume', new Blob([Uint8Array.from(textCv())]), 'cv.txt');
    const second = await person.patch(address, form);
    expect(second.body).toMatchObject({ ...FULL, cv: expect.any(Number) });
    expect(second.body.cv).not.toBe(first.body.cv);
    // The file from before belongs to its document, which stays.
    expect((await nobody.get(first.body.resume)).status).toBe(200);
  });

  it('stays as it is when the new CV cannot be read', async () => {
    const files = 'SELECT count(*)::int AS files FROM stored_file';
    const before = (await database.query(files)).rows;
    expect((await person.put(address, questionnaireForm(await scannedPdf()))).status).toBe(422);
    expect((await person.get(address)).body).toEqual(made.body);
    expect((await database.query(files)).rows).toEqual(before);
  });

  it('is deleted with its AI responses, and without its CV', async () => {
    const { body } = await person.put(address, questionnaireForm(await oneColumnPdf()));
    const response = await person.post('/cv/ai-responses', {
      questionnaire: body.id,
      prompt: 'Improve my CV.',
    });
    expect(response.status).toBe(201);
    const deleted = await person.delete(address);
    expect([deleted.status, deleted.body]).toEqual([204, undefined]);
    for (const gone of [address, `/cv/ai-responses/${response.body.id}`])
      expect((await person.get(gone)).status).toBe(404);
    expect((await person.delete(address)).status).toBe(404);
    expect((await nobody.get(body.resume)).status).toBe(200);
  });

  it("is nobody else's to read or write, and looks like none", async () => {
    const stranger = await register(nobody);
    for (const [method, body] of [['GET'], ['PUT', FULL], ['PATCH', { position: 'Mine' }], ['DELETE']] as [
      string,
      object?,
    ][]) {
      const [foreign, missing] = await Promise.all([
        stranger.call(method, address, body, { headers: { 'if-match': '"1"' } }),
        stranger.call(method, `${PATH}/999999`, body, { headers: { 'if-match': '"1"' } }),
      ]);
      expect(foreign.status).toBe(404);
      expect({ ...foreign.body, request_id: '' }).toEqual({ ...missing.body, request_id: '' });
    }
    const form = questionnaireForm(await oneColumnPdf());
    expect((await stranger.put(address, form)).status).toBe(404);
    expect((await person.get(address)).body).toEqual(made.body);
  });
});

describe('If-Match', () => {
  const matching = (tag: string) => ({ headers: { 'if-match': tag } });

  it('lets a write through that knows the present version', async () => {
    const changed = await person.patch(address, { position: 'Baker' }, matching(etag(made)));
    expect([changed.status, etag(changed)]).toEqual([200, '"2"']);
    expect((await person.put(address, FULL, matching('*'))).status).toBe(200);
    expect((await person.put(address, FULL, matching('"7", "3"'))).status).toBe(200);
    expect((await person.delete(address, matching('"4"'))).status).toBe(204);
  });

  it.each([['"0"'], ['"99"'], ['W/"2"'], ['2'], ['rubbish'], [''], ['"1"'], ['"99999999999"']])(
    'refuses %s when the version is 2, and changes nothing',
    async (tag) => {
      const current = await person.patch(address, { position: 'Baker' });
      const answers = [
        await person.put(address, FULL, matching(tag)),
        await person.patch(address, { position: 'Cook' }, matching(tag)),
        await person.patch(address, {}, matching(tag)),
        await person.put(address, questionnaireForm(await oneColumnPdf()), matching(tag)),
        await person.delete(address, matching(tag)),
      ];
      for (const answer of answers)
        expect(answer).toMatchObject({ status: 412, body: { code: 'stale_version' } });
      expect((await person.get(address)).body).toEqual(current.body);
    },
  );

  it('lets one of many writers through', async () => {
    const writers = ['A', 'B', 'C', 'D', 'E', 'F'];
    const answers = await Promise.all(
      writers.map((position) => person.patch(address, { position }, matching('"1"'))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
    const winner = answers.find(({ status }) => status === 200);
    expect((await person.get(address)).body).toEqual(winner?.body);
  });

  it('is not needed: without it the last writer wins, and no write is lost half', async () => {
    const answers = await Promise.all([
      person.patch(address, { position: 'Baker' }),
      person.patch(address, { location: 'Nice' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await person.get(address)).body).toMatchObject({
      position: 'Baker',
      location: 'Nice',
      version: 3,
    });
  });
});

describe('bad input', () => {
  it.each<[string, object, string]>([
    ['no position', { position: null }, 'position'],
    ['an empty position', { position: ' ' }, 'position'],
    ['a field of the answer', { id: 1 }, 'id'],
    ['the owner', { user: 1 }, 'user'],
    ['the version', { version: 1 }, 'version'],
    ['the resume as text', { resume: 'cv.pdf' }, 'resume'],
    ['NUL', { location: 'a\0b' }, 'location'],
    ['half a surrogate pair', { industry: '\udc00' }, 'industry'],
    ['a bad enum', { company_size: 'huge' }, 'company_size'],
    ['a long advert', { job_description: 'x'.repeat(5001) }, 'job_description'],
  ])('%s in a PATCH names the field and changes nothing', async (_kind, body, field) => {
    const answer = await person.patch(address, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_error' } });
    expect(Object.keys(answer.body.errors)).toEqual([field]);
    expect((await person.get(address)).body).toEqual(made.body);
  });

  it('a PUT without a position is refused', async () => {
    expect(await person.put(address, { location: 'Nice' })).toMatchObject({
      status: 400,
      body: { errors: { position: expect.any(Array) } },
    });
  });

  it.each(['0', '-1', 'abc', '1e3', '9'.repeat(25), '1.0', '%F0%9F'])('the id %s is no id', async (id) => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await person.call(method, `${PATH}/${id}`, method.startsWith('P') ? FULL : undefined);
      expect([400, 404]).toContain(answer.status);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
  });
});
