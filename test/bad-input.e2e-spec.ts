import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { oneColumnPdf } from './support/cv-fixtures.js';
import { improve, register } from './support/people.js';
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

describe('bad input', () => {
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

  it.each<[string, object, string]>([
    ['no position', {}, 'position'],
    ['an unknown field', { position: 'Chef', is_staff: true }, 'is_staff'],
    ['a bad enum', { position: 'Chef', experience_level: '10+' }, 'experience_level'],
    ['a NUL byte', { position: 'Ch\0ef' }, 'position'],
    ['half a surrogate pair', { position: 'Ch\ud800ef' }, 'position'],
    ['text that is only HTML', { position: '<b></b>' }, 'position'],
    ['text that is too long', { position: 'x'.repeat(201) }, 'position'],
    ['a number for text', { position: 7 }, 'position'],
    ['an object for text', { position: { $gt: '' } }, 'position'],
  ])('%s in JSON names the field', async (_kind, body, field) => {
    const answer = await person.post('/cv/questionnaire', body);
    expect(answer).toEqual(problem(400, 'validation_error'));
    expect(Object.keys(answer.body.errors)).toEqual([field]);
  });

  it.each<[string, string]>([
    ['entities in entities', `&${'amp;'.repeat(250_000)}`],
    ['a word nested in itself', 'java'.repeat(100_000) + 'script:'.repeat(60_000)],
  ])('%s do not hold up the service', async (_kind, position) => {
    const started = Date.now();
    const [answer] = await Promise.all([
      person.post('/cv/questionnaire', { position }),
      nobody.get('/health/live'),
    ]);
    expect(answer.status).toBe(400);
    // It took minutes once; the bound only has to tell these apart.
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  it.each<[string, string, object]>([
    ['a number no id can be', '/cv/ai-responses', { questionnaire: 1e300, prompt: 'Improve my CV.' }],
    ['an id beyond bigint', '/cv/ai-responses', { questionnaire: 1e19, prompt: 'Improve my CV.' }],
    ['null for an id', '/cv/ai-responses', { questionnaire: null, prompt: 'Improve my CV.' }],
  ])('%s is a 400', async (_kind, path, body) => {
    expect(await person.post(path, body)).toEqual(problem(400, 'validation_error'));
  });

  it.each<[string, string, number]>([
    ['no JSON', '{"position":', 400],
    ['an array', '[]', 400],
    ['null', 'null', 400],
    ['__proto__', '{"position":"Chef","__proto__":{"admin":true}}', 400],
    ['a body over the limit', JSON.stringify({ position: 'x'.repeat(1_100_000) }), 413],
  ])('%s as a body', async (_kind, body, status) => {
    const answer = await person.post('/cv/questionnaire', body, {
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it.each(['/%zz', '/cv/questionnaire/%c0%80', '/nowhere'])(
    'the address %s is answered as a problem',
    async (path) => {
      const answer = await person.get(app.url + path);
      expect([400, 404]).toContain(answer.status);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    },
  );

  it('a content type nobody reads is a 415', async () => {
    const answer = await person.post('/cv/questionnaire', '<a/>', {
      headers: { 'content-type': 'application/xml' },
    });
    expect(answer).toEqual(problem(415, 'unsupported_media_type'));
  });

  it("someone else's objects look exactly like missing ones", async () => {
    const { questionnaire, response } = await improveOnce();
    const strip = ({ status, body }: { status: number; body: { request_id?: string } }) => ({
      status,
      body: { ...body, request_id: undefined },
    });
    const pairs: [string, string, string, object?][] = [
      ['GET', `/cv/questionnaire/${questionnaire}`, '/cv/questionnaire/999999'],
      ['GET', `/cv/ai-responses/${response.id}`, '/cv/ai-responses/999999'],
      ['POST', `/cv/ai-responses/${response.id}/generate-pdf`, '/cv/ai-responses/999999/generate-pdf'],
      ['POST', `/cv/cvs/${response.cv}/match`, '/cv/cvs/999999/match', { job_description: 'TypeScript' }],
    ];
    for (const [method, foreign, missing, body] of pairs) {
      const answers = await Promise.all([
        person.call(method, foreign, body),
        person.call(method, missing, body),
      ]);
      expect(strip(answers[0])).toEqual(strip(answers[1]));
      expect(answers[0]).toEqual(problem(404, 'not_found'));
    }
    const ask = (id: number) =>
      person.post('/cv/ai-responses', { questionnaire: id, prompt: 'Improve my CV.' });
    expect(strip(await ask(questionnaire))).toEqual(strip(await ask(999_999)));
  });

  it.each(['abc', '0', '-1', '1.5', '9'.repeat(30), '%00', "1'--"])('the id %s is a 404', async (id) => {
    expect(await person.get(`/cv/questionnaire/${id}`)).toEqual(problem(404, 'not_found'));
  });

  it.each(['page=0', 'page=-1', 'page=1000000000000', 'page=x', 'page_size=100000', 'sort=id'])(
    'the list refuses ?%s and names it',
    async (query) => {
      const answer = await person.get(`/cv/questionnaire?${query}`);
      expect(answer).toEqual(problem(400, 'validation_error'));
      expect(Object.keys(answer.body.errors)).toEqual([query.split('=')[0]]);
    },
  );

  it.each<[string, object, number, string]>([
    ['a short prompt', { questionnaire: 1, prompt: 'Hi' }, 400, 'validation_error'],
    ['a bad engine', { questionnaire: 1, prompt: 'Improve my CV.', engine: 'gpt' }, 400, 'validation_error'],
    [
      'a model where none is configured',
      { questionnaire: 1, prompt: 'Improve my CV.', engine: 'model' },
      503,
      'ai_not_configured',
    ],
  ])('%s for an AI response', async (_kind, body, status, code) => {
    expect(await person.post('/cv/ai-responses', body)).toEqual(problem(status, code));
  });

  it('matching wants one of questionnaire and job_description', async () => {
    const { cv } = (await improveOnce(person)).response;
    const bodies = [
      {},
      { questionnaire: 1, job_description: 'x' },
      { questionnaire: null },
      { job_description: null },
    ];
    for (const body of bodies) {
      expect(await person.post(`/cv/cvs/${cv}/match`, body)).toEqual(problem(400, 'validation_error'));
    }
  });

  it('every route but the public ones needs a token', async () => {
    for (const path of ['/cv/questionnaire', '/cv/ai-responses', '/cv/questionnaire/1', '/auth/user']) {
      const answer = await nobody.get(path);
      expect(answer).toEqual(problem(401, 'not_authenticated'));
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    expect((await nobody.as('forged').get('/cv/questionnaire')).status).toBe(401);
  });

  it('a signed address works for its file and time only', async () => {
    const { response } = await improveOnce();
    const url = new URL(response.resume);
    expect((await nobody.get(url.href)).status).toBe(200);
    for (const [name, value] of [
      ['signature', 'x'],
      ['expires', '9999999999'],
      ['expires', 'soon'],
      ['signature', ''],
    ]) {
      const altered = new URL(url);
      altered.searchParams.set(name as string, value as string);
      expect([400, 403]).toContain((await nobody.get(altered.href)).status);
    }
    expect((await nobody.get(url.href.replace(/files\/\d+/, 'files/999999'))).status).toBe(403);
    expect((await nobody.get(url.pathname)).status).toBe(400);
  });

  let made: { questionnaire: number; response: { id: number; cv: number; resume: string } } | undefined;
  /** Somebody's improved CV, made once so that the tests above can see that nothing else appears. */
  async function improveOnce(owner?: Api): Promise<NonNullable<typeof made>> {
    if (!made || owner) {
      const { questionnaire, response } = await improve(
        owner ?? (await register(nobody)),
        await oneColumnPdf(),
      );
      const { id, cv, resume } = questionnaire.body;
      const result = { questionnaire: id, response: { id: response.body.id, cv, resume } };
      before = await storedState(database, app);
      if (owner) return result;
      made = result;
    }
    return made;
  }
});
