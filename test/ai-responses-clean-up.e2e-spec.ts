import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import { type CliResult, runCli } from './support/cli.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client(database.url);
  await client.connect();
  await client.query(`
    INSERT INTO "user" (username, email) VALUES ('anna', 'anna@example.com');
    INSERT INTO questionnaire (user_id, position) SELECT id, 'Engineer' FROM "user"`);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});
beforeEach(async () => {
  await client.query('TRUNCATE ai_response, stored_file CASCADE');
  await client.query(`INSERT INTO questionnaire (user_id, position)
    SELECT id, 'Engineer' FROM "user" WHERE NOT EXISTS (SELECT FROM questionnaire)`);
  await client.query(`
    INSERT INTO stored_file (storage, key, original_name, size, sha256, content_type, status)
    SELECT 'media', gen_random_uuid(), name, 1, repeat('a', 64), 'application/pdf', 'ready'
    FROM unnest(ARRAY['old.pdf', 'young.pdf']) AS name`);
  await client.query(`
    INSERT INTO ai_response (questionnaire_id, prompt, provider, status, created_at, finished_at, pdf_id)
    SELECT q.id, v.prompt, 'local', v.status, now() - v.age::interval, CASE v.status WHEN 'done' THEN now() END,
      (SELECT id FROM stored_file WHERE original_name = v.prompt || '.pdf')
    FROM (SELECT min(id) AS id FROM questionnaire) q, (VALUES
      ('old', 'done', '31 days'), ('failed', 'failed', '90 days'), ('young', 'done', '29 days'),
      ('waits', 'pending', '90 days')) v (prompt, status, age)`);
});

const cleanUp = (...args: string[]): Promise<CliResult> =>
  runCli(['ai-responses:clean-up', ...args], { DATABASE_URL: database.url, STORAGE: 'filesystem' });

async function left(): Promise<{ responses: string[]; files: string[] }> {
  const responses = await client.query<{ prompt: string }>('SELECT prompt FROM ai_response ORDER BY id');
  const files = await client.query<{ original_name: string }>(
    `SELECT original_name FROM stored_file WHERE status = 'ready' ORDER BY id`,
  );
  return {
    responses: responses.rows.map(({ prompt }) => prompt),
    files: files.rows.map((row) => row.original_name),
  };
}

const EVERYTHING = { responses: ['old', 'failed', 'young', 'waits'], files: ['old.pdf', 'young.pdf'] };

it('deletes old responses and gives up their files, but nothing that is unfinished', async () => {
  const { code, stdout } = await cleanUp('--days', '30', '--yes', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ responses: 2, files: 1, dry_run: false });
  expect(await left()).toEqual({ responses: ['young', 'waits'], files: ['young.pdf'] });
});

it('only tells what it would delete, when it is dry', async () => {
  const { code, stdout } = await cleanUp('--days', '30', '--dry-run');
  expect(code).toBe(0);
  expect(stdout).toContain('Would delete 2 AI responses and 1 file');
  expect(await left()).toEqual(EVERYTHING);
});

it('takes no silence for a yes, and no nonsense for days', async () => {
  expect(await cleanUp('--days', '30')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('pass --yes'),
  });
  for (const days of ['0', '1.5'])
    expect(await cleanUp(`--days=${days}`, '--yes')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('whole number of days'),
    });
  expect((await cleanUp('--yes')).code).toBe(2);
  expect(await left()).toEqual(EVERYTHING);
});
