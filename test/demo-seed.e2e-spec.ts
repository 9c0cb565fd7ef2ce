import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { verify } from '@node-rs/argon2';
import { expectedRows } from '../src/cv/demo/demo-seed.js';
import { type CliResult, runCli } from './support/cli.js';
import { queryRows } from './support/data.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';

let first: TestDatabase;
let second: TestDatabase;
beforeEach(async () => {
  [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
afterEach(() => Promise.all([first.drop(), second.drop()]));

const SIZE = [
  '--users',
  '40',
  '--cvs',
  '50',
  '--questionnaires',
  '120',
  '--ai-responses',
  '60',
  '--match-reports',
  '30',
];
const seed = (database: TestDatabase, ...args: string[]): Promise<CliResult> =>
  runCli(['demo:seed', ...args], { DATABASE_URL: database.url });

const dump = async (database: TestDatabase): Promise<string> =>
  (await runCli(['data:dump', '--with-secrets'], { DATABASE_URL: database.url })).stdout;

/** How many rows break a rule. */
const broken = async (from: string): Promise<number> =>
  (await queryRows<{ count: number }>(first.url, `SELECT count(*)::int FROM ${from}`))[0]?.count ?? -1;

describe('demo:seed', () => {
  it('makes the same rows from the same seed, and others from another', async () => {
    const results = await Promise.all([seed(first, ...SIZE), seed(second, ...SIZE)]);
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    const rows = await dump(first);
    expect(await dump(second)).toBe(rows);
    expect(rows).toMatch(/^\{"format".*"user":40,.*"cv":50,.*"questionnaire":120/m);
    const third = await createTestDatabase();
    try {
      await seed(third, ...SIZE, '--seed', '2');
      expect((await dump(third)).split('\n')[20]).not.toBe(rows.split('\n')[20]);
    } finally {
      await third.drop();
    }
  });

  it('knows about how many rows it will write, for its bar', async () => {
    const { stdout } = await seed(first, ...SIZE);
    const [, written = ''] = /^([\d,]+) rows in/m.exec(stdout) ?? [];
    const size = { users: 40, cvs: 50, questionnaires: 120, aiResponses: 60, matchReports: 30 };
    expect(expectedRows(size) / Number(written.replaceAll(',', ''))).toBeCloseTo(1, 1);
  });

  it('makes rows that belong together as the service would have made them', async () => {
    expect(await seed(first, ...SIZE)).toMatchObject({ code: 0, stderr: '' });
    expect(
      await broken(`cv LEFT JOIN cv_version v ON v.cv_id = cv.id AND v.number = cv.current_version
        WHERE v.document->'sections'->0->>'kind' <> 'profile' OR v.document->'sections'->0->'entries'->0->>'title' <> cv.title
           OR v.id IS NULL`),
    ).toBe(0);
    expect(
      await broken(`cv JOIN cv_version v ON v.cv_id = cv.id AND v.number = 1
        WHERE (SELECT jsonb_agg(jsonb_build_array(s.kind, s.title, (SELECT jsonb_agg(jsonb_build_array(e.title, e.bullets, e.data)
                 ORDER BY e.position) FROM cv_entry e WHERE e.section_id = s.id)) ORDER BY s.position)
               FROM cv_section s WHERE s.cv_id = cv.id)
          IS DISTINCT FROM (SELECT jsonb_agg(jsonb_build_array(s->'kind', s->'title', (SELECT jsonb_agg(
                 jsonb_build_array(e->'title', e->'bullets', e->'data') ORDER BY place) FROM jsonb_array_elements(s->'entries')
                 WITH ORDINALITY AS entry(e, place))) ORDER BY place)
               FROM jsonb_array_elements(v.document->'sections') WITH ORDINALITY AS section(s, place))`),
    ).toBe(0);
    expect(await broken('questionnaire q JOIN cv ON cv.id = q.cv_id WHERE cv.owner_id <> q.user_id')).toBe(0);
    expect(
      await broken(`ai_response r JOIN questionnaire q ON q.id = r.questionnaire_id
        LEFT JOIN cv_version v ON v.id = r.result_version_id LEFT JOIN processed_effect p ON p.key = 'ai-response:' || r.id
        WHERE (r.status = 'done') <> (p.key IS NOT NULL)
           OR (r.status = 'done' AND q.cv_id IS DISTINCT FROM v.cv_id) OR (r.status <> 'done' AND v.id IS NOT NULL)
           OR (r.status = 'done') <> (r.response_text <> '') OR r.created_at < q.submitted_at OR r.finished_at < r.created_at`),
    ).toBe(0);
    expect(
      await broken(`ai_response r FULL JOIN outbox_message o ON (o.payload->>'aiResponseId')::bigint = r.id
        WHERE (r.status = 'pending') <> (o.job = 'cv.improve') OR r.id IS NULL OR (o.id IS NULL AND r.status = 'pending')`),
    ).toBe(0);
    expect(
      await broken(`match_report m JOIN cv_version v ON v.id = m.cv_version_id JOIN questionnaire q ON q.id = m.questionnaire_id
        WHERE q.cv_id <> v.cv_id`),
    ).toBe(0);
    expect(
      await broken(`subscription s LEFT JOIN stripe_customer c ON c.user_id = s.user_id JOIN price ON price.id = s.price_id
        WHERE c.id IS NULL OR price.plan_id <> s.plan_id`),
    ).toBe(0);
    expect(await broken("ai_response WHERE response_text LIKE '%tandin%'")).toBe(0);
    expect(await broken("cv_version WHERE document::text LIKE '%tandin%'")).toBe(0);
    expect(await broken("ai_response WHERE status = 'pending'")).toBe(3);
    expect(await broken('match_report')).toBe(30);
  });

  it('makes accounts that open with the password it names, and none that is staff', async () => {
    const { stdout } = await seed(first, ...SIZE);
    const [, password] = /opens with the password (\S+)\./.exec(stdout) ?? [];
    const accounts = await queryRows<{ password_hash: string; staff: boolean }>(
      first.url,
      'SELECT DISTINCT password_hash, is_staff OR is_superuser AS staff FROM "user"',
    );
    expect(accounts).toHaveLength(1);
    expect(accounts[0]?.staff).toBe(false);
    expect(await verify(accounts[0]?.password_hash ?? '', password ?? '')).toBe(true);
  });

  it('adds to what is there, again and again', async () => {
    await runCli(['plans:seed'], { DATABASE_URL: first.url });
    await queryRows(first.url, `INSERT INTO "user" (username, email) VALUES ('anna', 'anna@example.com')`);
    for (let time = 0; time < 2; time += 1) expect((await seed(first, ...SIZE)).code).toBe(0);
    expect(await broken('"user"')).toBe(81);
    expect(await broken('plan')).toBe(4);
    await queryRows(first.url, `INSERT INTO "user" (username, email) VALUES ('next', 'next@example.com')`);
  });

  it('refuses production, and sizes that make no sense', async () => {
    const production = {
      DATABASE_URL: first.url,
      NODE_ENV: 'production',
      SECRET_KEY: 'a secret of thirty-two characters',
      BACKEND_URL: 'https://cv.example.com',
    };
    expect(await runCli(['demo:seed'], production)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/This is production.*--yes/),
    });
    expect(await seed(first, '--users', '-5')).toMatchObject({ code: 2 });
    expect(await seed(first, '--as-of', 'yesterday')).toMatchObject({ code: 2 });
    expect(await seed(first, '--users', '0', '--cvs', '3')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/belong to users/),
    });
    expect(await broken('"user"')).toBe(0);
  });
});
