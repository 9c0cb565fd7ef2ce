import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Answer, type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { oneColumnPdf, scannedPdf, twoColumnPdf } from './support/cv-fixtures.js';
import { questionnaireForm, register } from './support/people.js';

const PATH = '/cv/questionnaire';

let app: TestApp;
/** Earlier processes; the first one made the database and removes it. */
const killed: TestApp[] = [];
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
  for (const each of [app, ...killed]) await each.stop();
});

let person: Api;
let key: string;
beforeEach(async () => {
  person = await register(nobody);
  key = randomUUID();
});

const keyed = (value = key, headers: Record<string, string> = {}) => ({
  headers: { 'idempotency-key': value, ...headers },
});
const replayed = ({ headers }: Answer): string | null => headers.get('idempotent-replayed');
const count = async (path: string): Promise<number> => (await person.get(path)).body.count as number;

const age = (interval: string) =>
  database.query('UPDATE idempotency_key SET created_at = now() - $1::interval WHERE key = $2', [
    interval,
    key,
  ]);

describe('a POST sent again with its Idempotency-Key', () => {
  it('gets the same answer, and nothing happens twice', async () => {
    const first = await person.post(PATH, { position: 'Chef' }, keyed());
    expect([first.status, replayed(first)]).toEqual([201, null]);
    for (let again = 0; again < 7; again += 1) {
      const answer = await person.post(PATH, { position: 'Chef' }, keyed());
      expect([answer.status, replayed(answer)]).toEqual([201, 'true']);
      expect(answer.body).toEqual(first.body);
      expect(answer.headers.get('etag')).toBe(first.headers.get('etag'));
    }
    expect(await count(PATH)).toBe(1);
  });

  it('gets it although the object has changed or is gone', async () => {
    const first = await person.post(PATH, { position: 'Chef' }, keyed());
    await person.delete(`${PATH}/${first.body.id}`);
    expect((await person.post(PATH, { position: 'Chef' }, keyed())).body).toEqual(first.body);
    expect(await count(PATH)).toBe(0);
  });

  it('works for a form with a file, and stores it once', async () => {
    const send = async () => person.post(PATH, questionnaireForm(await oneColumnPdf()), keyed());
    const first = await send();
    expect(first.status).toBe(201);
    const again = await send();
    expect([replayed(again), again.body]).toEqual(['true', first.body]);
    const { rows } = await database.query(
      'SELECT count(*)::int AS files FROM stored_file f JOIN cv ON cv.source_file_id = f.id WHERE cv.owner_id = $1',
      [first.body.user],
    );
    expect(rows).toEqual([{ files: 1 }]);
  });

  it('works for AI responses, PDFs and match reports', async () => {
    const { body } = await person.post(PATH, questionnaireForm(await oneColumnPdf()));
    const ask = { questionnaire: body.id, prompt: 'Improve my CV.' };
    const first = await person.post('/cv/ai-responses', ask, keyed());
    const again = await person.post('/cv/ai-responses', ask, keyed());
    expect([first.status, again.status, replayed(again)]).toEqual([201, 201, 'true']);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(await count('/cv/ai-responses')).toBe(1);
    for (const [path, payload] of [
      [`/cv/ai-responses/${first.body.id}/generate-pdf`, undefined],
      [`/cv/cvs/${body.cv}/match`, { job_description: 'TypeScript' }],
    ] as const) {
      const answers = [await person.post(path, payload, keyed()), await person.post(path, payload, keyed())];
      expect(answers.map(replayed)).toEqual([null, 'true']);
      expect(answers[1]?.status).toBe(answers[0]?.status);
      expect(answers[1]?.body).toEqual(answers[0]?.body);
    }
  });

  it('twenty times at once takes effect once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => person.post(PATH, { position: 'Chef' }, keyed())),
    );
    const made = answers.filter(({ status }) => status === 201);
    const busy = answers.filter(({ status }) => status === 409);
    expect(made.length + busy.length).toBe(20);
    expect(made.filter((answer) => replayed(answer) === null)).toHaveLength(1);
    for (const { body } of made) expect(body).toEqual(made[0]?.body);
    for (const { body } of busy) expect(body).toMatchObject({ code: 'idempotency_key_in_use' });
    expect(await count(PATH)).toBe(1);
  });

  it('gets the pending answer while its AI response is being made, and the whole one afterwards', async () => {
    const { body } = await person.post(PATH, { position: 'Chef' });
    const ask = { questionnaire: body.id, prompt: 'What should I cover?' };
    const answers = await Promise.all([
      person.post('/cv/ai-responses', ask, keyed()),
      person.post('/cv/ai-responses', ask, keyed()),
    ]);
    const [made] = answers.filter((answer) => replayed(answer) === null && answer.status === 201);
    expect(made?.body).toMatchObject({ status: 'done' });
    expect(answers.filter(({ status }) => ![201, 202, 409].includes(status))).toEqual([]);
    expect((await person.post('/cv/ai-responses', ask, keyed())).body).toEqual(made?.body);
    expect(await count('/cv/ai-responses')).toBe(1);
  });
});

describe('a key', () => {
  it('is one request: another body, file or address is a 422', async () => {
    await person.post(PATH, { position: 'Chef' }, keyed());
    expect(await person.post(PATH, { position: 'Baker' }, keyed())).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });

    const form = randomUUID();
    const { body } = await person.post(PATH, questionnaireForm(await oneColumnPdf()), keyed(form));
    for (const other of [
      questionnaireForm(await twoColumnPdf()),
      questionnaireForm(await oneColumnPdf(), 'other.pdf'),
      questionnaireForm(await oneColumnPdf(), 'cv.pdf', { location: 'Lyon' }),
    ])
      expect((await person.post(PATH, other, keyed(form))).status).toBe(422);

    const match = (cv: number) => person.post(`/cv/cvs/${cv}/match`, { job_description: 'Go' }, keyed());
    expect((await match(body.cv)).status).toBe(201);
    expect((await match(999_999)).status).toBe(422);
    expect(await count(PATH)).toBe(2);
  });

  it('is of one person and one route', async () => {
    const first = await person.post(PATH, { position: 'Chef' }, keyed());
    const stranger = await register(nobody);
    const theirs = await stranger.post(PATH, { position: 'Chef' }, keyed());
    expect([theirs.status, replayed(theirs)]).toEqual([201, null]);
    expect(theirs.body.id).not.toBe(first.body.id);
    const ask = { questionnaire: first.body.id, prompt: 'What should I cover?' };
    expect((await person.post('/cv/ai-responses', ask, keyed())).status).toBe(201);
  });

  it.each(['', ' ', 'a b', 'é', 'x'.repeat(256)])('%j is none', async (bad) => {
    const answer = await person.post(PATH, { position: 'Chef' }, keyed(bad));
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_error' } });
    expect(Object.keys(answer.body.errors)).toEqual(['Idempotency-Key']);
    expect(await count(PATH)).toBe(0);
  });

  it('is free again after a refusal', async () => {
    expect((await person.post(PATH, { position: '' }, keyed())).status).toBe(400);
    expect((await person.post(PATH, questionnaireForm(await scannedPdf()), keyed())).status).toBe(422);
    const answer = await person.post(PATH, { position: 'Chef' }, keyed());
    expect([answer.status, replayed(answer)]).toEqual([201, null]);
  });

  it('is free again after a quota was used up', async () => {
    for (let used = 1; used <= 5; used += 1) await person.post(PATH, { position: 'Chef' });
    expect((await person.post(PATH, { position: 'Chef' }, keyed())).status).toBe(429);
    await database.query('UPDATE usage_record SET day = day - 1');
    expect((await person.post(PATH, { position: 'Chef' }, keyed())).status).toBe(201);
  });

  it('needs a good token, and is not spent without one', async () => {
    expect((await nobody.post(PATH, { position: 'Chef' }, keyed())).status).toBe(401);
    expect(replayed(await person.post(PATH, { position: 'Chef' }, keyed()))).toBeNull();
  });

  it('is forgotten after a day', async () => {
    const first = await person.post(PATH, { position: 'Chef' }, keyed());
    await age('23 hours 59 minutes');
    expect(replayed(await person.post(PATH, { position: 'Chef' }, keyed()))).toBe('true');
    await age('24 hours 1 minute');
    const answer = await person.post(PATH, { position: 'Baker' }, keyed());
    expect([answer.status, replayed(answer)]).toEqual([201, null]);
    expect(answer.body.id).not.toBe(first.body.id);
  });

  it('of a request that died is busy for a minute, and then free', async () => {
    const { body } = await person.post(PATH, { position: 'Chef' }, keyed());
    await person.delete(`${PATH}/${body.id}`);
    // As a process leaves it behind that is killed before its transaction commits.
    await database.query(
      'UPDATE idempotency_key SET status = NULL, headers = NULL, body = NULL WHERE key = $1',
      [key],
    );
    expect((await person.post(PATH, { position: 'Chef' }, keyed())).status).toBe(409);
    await age('61 seconds');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => person.post(PATH, { position: 'Chef' }, keyed())),
    );
    expect(answers.filter((answer) => answer.status === 201 && replayed(answer) === null)).toHaveLength(1);
    expect(await count(PATH)).toBe(1);
  });
});

describe('a process that is killed', () => {
  const GATE = 4711;

  /** Lets whoever does this wait until the test opens the gate. @param event as in CREATE TRIGGER. */
  const closeGate = (event: string): Promise<unknown> =>
    database.query(`
      CREATE OR REPLACE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock(${GATE}); RETURN NEW; END $$;
      CREATE TRIGGER gate ${event} EXECUTE FUNCTION wait_at_gate();
      SELECT pg_advisory_lock(${GATE})`);

  const openGate = (): Promise<unknown> =>
    database.query(`SELECT pg_advisory_unlock(${GATE}); DROP FUNCTION wait_at_gate CASCADE`);

  async function someoneWaits(): Promise<void> {
    const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = ${GATE} AND NOT granted`;
    while ((await database.query(waiting)).rowCount === 0);
  }

  /** Sends a request and kills the process when it waits. @returns the request, sent to the next process. */
  async function killAt(event: string): Promise<() => Promise<Answer>> {
    const password = 'Correct-horse-7';
    const username = `survivor-${key}`;
    const account = { username, email: `${key}@example.com`, password1: password, password2: password };
    const token = (await nobody.post('/auth/registration', account)).body.access as string;
    await closeGate(event);
    const lost = expect(nobody.as(token).post(PATH, { position: 'Chef' }, keyed())).rejects.toThrow();
    await someoneWaits();
    await app.kill();
    await lost;
    await openGate();
    killed.push(app);
    app = await startApp({ successorOf: app });
    nobody = api(app);
    person = nobody.as(token);
    return () => person.post(PATH, { position: 'Chef' }, keyed());
  }

  it('after the commit leaves the answer for the repeated request', async () => {
    // The answer is written in the transaction of the effect, and once more when it goes out.
    const again = await killAt('BEFORE UPDATE ON idempotency_key FOR EACH ROW WHEN (OLD.status IS NOT NULL)');
    const answer = await again();
    expect([answer.status, replayed(answer)]).toEqual([201, 'true']);
    expect(answer.body).toMatchObject({ position: 'Chef', version: 1 });
    expect(await count(PATH)).toBe(1);
  });

  it('before the commit leaves nothing, and the repeated request runs once the claim is over', async () => {
    const again = await killAt('BEFORE INSERT ON questionnaire FOR EACH ROW');
    expect((await again()).status).toBe(409);
    expect(await count(PATH)).toBe(0);
    await age('61 seconds');
    const answer = await again();
    expect([answer.status, replayed(answer)]).toEqual([201, null]);
    expect(await count(PATH)).toBe(1);
  });
});
