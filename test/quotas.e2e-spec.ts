import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { runCli } from './support/cli.js';
import { register } from './support/people.js';
import { until } from './support/until.js';

const QUESTIONNAIRES = '/cv/questionnaire';
const RESPONSES = '/cv/ai-responses';
const STATUS = '/core/rate-limits/status';

/** Two processes on one database; only the second has a worker, and it starts late. */
let app: TestApp;
let worker: TestApp | undefined;
let database: pg.Client;
beforeAll(async () => {
  app = await startApp({ env: { WORKER: 'off' } });
  database = new pg.Client(app.databaseUrl);
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await worker?.stop();
  await app.stop();
});

const post = (person: Api) => person.post(QUESTIONNAIRES, { position: 'Chef' });
const newcomer = () => register(api(app));

async function reserveResponse(person: Api): Promise<number> {
  const { body } = await post(person);
  const request = { questionnaire: body.id, prompt: 'What should I cover?' };
  const { status, body: response } = await person.post(RESPONSES, request, {
    headers: { prefer: 'respond-async' },
  });
  expect(status).toBe(202);
  return response.id as number;
}

/** What `usage_record` holds of a person. */
async function usage(person: Api, scope: string): Promise<[used: number, reserved: number]> {
  const { username } = (await person.get(STATUS)).body.user;
  const { rows } = await database.query<{ used: number; reserved: number }>(
    `SELECT r.used, r.reserved FROM usage_record r JOIN "user" u ON u.id = r.user_id
     WHERE u.username = $1 AND r.scope = $2`,
    [username, scope],
  );
  return rows[0] ? [rows[0].used, rows[0].reserved] : [0, 0];
}

describe('a daily quota', () => {
  it('is not given back by deleting what it was used for', async () => {
    const person = await newcomer();
    for (let used = 1; used <= 5; used++) {
      const { body } = await post(person);
      expect((await person.delete(`${QUESTIONNAIRES}/${body.id}`)).status).toBe(204);
    }
    expect(await post(person)).toMatchObject({
      status: 429,
      body: { code: 'rate_limit_exceeded', limit_info: { limit: 5, used: 5, remaining: 0 } },
    });
  });

  it('is not overspent by fifty requests at once', async () => {
    const person = await newcomer();
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(person)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(45);
    expect((await person.get(QUESTIONNAIRES)).body.count).toBe(5);
    expect(await usage(person, 'questionnaires')).toEqual([5, 0]);
  });

  it('is not used by what is refused for another reason', async () => {
    const person = await newcomer();
    expect((await person.post(QUESTIONNAIRES, { position: '' })).status).toBe(400);
    expect((await person.post(RESPONSES, { questionnaire: 999_999, prompt: 'Improve it.' })).status).toBe(
      404,
    );
    expect(await usage(person, 'questionnaires')).toEqual([0, 0]);
    expect(await usage(person, 'ai_responses')).toEqual([0, 0]);
  });

  it('begins anew with the next day, and grows at once when another process raises it', async () => {
    const person = await newcomer();
    for (let used = 1; used <= 5; used++) await post(person);
    expect((await post(person)).status).toBe(429);
    await database.query(`UPDATE plan SET questionnaires_per_day = 6 WHERE name = 'Free'`);
    expect((await post(person)).status).toBe(201);
    expect((await post(person)).status).toBe(429);
    await database.query(`UPDATE plan SET questionnaires_per_day = 5 WHERE name = 'Free'`);
    await database.query(`UPDATE usage_record SET day = day - 1`);
    expect((await post(person)).status).toBe(201);
  });

  it('cannot become negative, whatever writes it', async () => {
    await expect(database.query('UPDATE usage_record SET used = -1')).rejects.toThrow('ck_usage_record_used');
    await expect(database.query('UPDATE usage_record SET reserved = -1')).rejects.toThrow(
      'ck_usage_record_reserved',
    );
  });
});

describe('the quota of AI responses', () => {
  it('is reserved by what is under way, given back by what fails, used by what succeeds, each once', async () => {
    const [lucky, unlucky] = [await newcomer(), await newcomer()];
    const done = await reserveResponse(lucky);
    const failed = [await reserveResponse(unlucky), await reserveResponse(unlucky)];
    expect([await usage(lucky, 'ai_responses'), await usage(unlucky, 'ai_responses')]).toEqual([
      [0, 1],
      [0, 2],
    ]);
    // Nothing can be made of a questionnaire whose document has lost its version.
    await database.query(`INSERT INTO cv (owner_id, title, language) SELECT user_id, 'No version', 'en' FROM questionnaire q
      JOIN ai_response r ON r.questionnaire_id = q.id WHERE r.id = ${failed[0]}`);
    await database.query(`UPDATE questionnaire q SET cv_id = cv.id FROM cv
      WHERE cv.owner_id = q.user_id AND cv.title = 'No version'`);

    worker = await startApp({ successorOf: app });
    const statusOf = async (person: Api, id: number) => (await person.get(`${RESPONSES}/${id}`)).body.status;
    await until(async () => (await statusOf(lucky, done)) === 'done');
    for (const id of failed) await until(async () => (await statusOf(unlucky, id)) === 'failed');
    expect(await usage(lucky, 'ai_responses')).toEqual([1, 0]);
    expect(await usage(unlucky, 'ai_responses')).toEqual([0, 0]);

    // Each job once more, as a queue may deliver it.
    await database.query(
      `INSERT INTO outbox_message (job, payload)
       SELECT 'cv.improve', jsonb_build_object('aiResponseId', id) FROM ai_response`,
    );
    await until(async () => (await database.query('SELECT FROM outbox_message')).rowCount === 0);
    expect(await reserveResponse(unlucky)).toBeGreaterThan(0);
    expect(await usage(lucky, 'ai_responses')).toEqual([1, 0]);
  });
});

describe('where a person stands', () => {
  it('is told with every limit of the plan, by the API and by the command', async () => {
    const person = await newcomer();
    await post(person);
    const { status, body } = await person.get(STATUS);
    expect(status).toBe(200);
    const tomorrow = new Date();
    tomorrow.setUTCHours(24, 0, 0, 0);
    const standing = (limit: number, used: number) => ({
      limit,
      used,
      remaining: limit - used,
      reset_at: expect.any(String),
      current_plan: 'Free',
    });
    expect(body).toEqual({
      user: { username: expect.any(String), email: expect.stringContaining('@'), plan: 'Free' },
      rate_limits: {
        ai_responses: standing(3, 0),
        questionnaires: { ...standing(5, 1), reset_at: tomorrow.toISOString() },
        uploads: standing(3, 0),
        api_calls: standing(100, 0),
      },
      upgrade_suggestion: {
        recommended_plan: 'Basic',
        message: expect.any(String),
        upgrade_url: expect.any(String),
      },
    });
    expect((await api(app).get(STATUS)).status).toBe(401);

    const { stdout } = await runCli(['limits:status', '--user', body.user.username, '--json'], {
      DATABASE_URL: app.databaseUrl,
      DATA_DIR: app.dataDir,
    });
    expect(JSON.parse(stdout)).toEqual([
      {
        limit: 'questionnaires',
        subject: body.user.username,
        used: 1,
        allowed: 5,
        resets_at: tomorrow.toISOString(),
      },
    ]);
  });
});
