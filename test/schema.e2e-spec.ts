import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client(database.url);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const lines = async (sql: string): Promise<string[]> =>
  (await client.query<{ line: string }>(sql)).rows.map(({ line }) => line);

describe('every table', () => {
  it('has a primary key', async () => {
    const without = await lines(`
      SELECT relname AS line FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = c.oid AND contype = 'p')`);
    expect(without).toEqual([]);
  });

  it('says what happens to it when what it refers to is deleted', async () => {
    const notChosen = await lines(`
      SELECT conname AS line FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype = 'f' AND confdeltype = 'a'`);
    expect(notChosen).toEqual([]);
  });

  it('has an index that begins with each of its foreign keys', async () => {
    const keys = await lines(`
      SELECT conname AS line FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype = 'f'`);
    const indexed = await lines(`
      SELECT DISTINCT conname AS line FROM pg_constraint f
      JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
      JOIN pg_index i ON i.indrelid = f.conrelid AND i.indisvalid
        AND (i.indkey::int2[])[0:cardinality(f.conkey) - 1] = f.conkey
        AND coalesce(pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname), true)
      WHERE f.connamespace = 'public'::regnamespace AND f.contype = 'f'`);
    expect(keys.length).toBeGreaterThan(20);
    expect(keys.filter((key) => !indexed.includes(key))).toEqual([]);
  });

  it('keeps moments with their time zone, text without a length and money in whole minor units', async () => {
    const others = await lines(`
      SELECT format('%s.%s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod)) AS line
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migration'
        AND format_type(a.atttypid, NULL) IN ('timestamp without time zone', 'character varying', 'money', 'real')`);
    expect(others).toEqual([]);
  });
});

describe('what the admin searches', () => {
  it.each([
    ['user', ['username', 'email', 'first_name', 'last_name']],
    ['cv', ['title']],
    ['cv_section', ['title']],
    ['cv_entry', ['title', 'organisation']],
    ['questionnaire', ['position']],
    ['stored_file', ['original_name']],
    ['log_entry', ['label']],
    ['processed_effect', ['key']],
    ['refresh_session', ['user_agent']],
    ['subscription', ['stripe_subscription_id']],
    ['stripe_customer', ['customer_id']],
    ['plan_grant', ['reason']],
    ['email_message', ['recipient', 'subject']],
  ])('in %s is found by trigrams', async (table, columns) => {
    await client.query(
      'SET enable_seqscan = off; SET enable_indexscan = off; SET enable_indexonlyscan = off',
    );
    const conditions = columns.map((column) => `CAST(t."${column}" AS text) ILIKE '%needle%'`);
    const { rows } = await client.query<Record<string, string>>(
      `EXPLAIN SELECT FROM "${table}" t WHERE ${conditions.join(' OR ')}`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan.match(new RegExp(`Bitmap Index Scan on ix_${table}_search`, 'g'))).toHaveLength(
      columns.length,
    );
  });
});

describe('the database itself refuses', () => {
  const INSERT_USER = `INSERT INTO "user" (id, username, email)`;
  const PLAN =
    'ai_responses_per_day, questionnaires_per_day, uploads_per_day, api_calls_per_hour, burst_per_minute';
  const plan = (name: string) => `INSERT INTO plan (name, ${PLAN}) VALUES ('${name}', 1, 1, 1, 1, 1)`;
  const subscription = (status: string) =>
    `INSERT INTO subscription (user_id, plan_id, status) SELECT 1, max(id), '${status}' FROM plan`;

  it.each([
    [
      'a user name that differs in case only',
      [`${INSERT_USER} VALUES (1, 'Zoe', 'a@b.c')`, `${INSERT_USER} VALUES (2, 'zOE', 'd@e.f')`],
      'uq_user_username',
    ],
    [
      'an address that differs in case only',
      [`${INSERT_USER} VALUES (1, 'a', 'Z@b.c')`, `${INSERT_USER} VALUES (2, 'b', 'z@B.C')`],
      'uq_user_email',
    ],
    [
      'a group that differs in case only',
      [`INSERT INTO "group" (name) VALUES ('Staff')`, `INSERT INTO "group" (name) VALUES ('staff')`],
      'uq_group_name',
    ],
    ['a plan that differs in case only', [plan('Tiny'), plan('TINY')], 'uq_plan_name'],
    [
      'a second live subscription',
      [
        `${INSERT_USER} VALUES (1, 'a', 'a@b.c')`,
        plan('Tiny'),
        subscription('canceled'),
        subscription('active'),
        subscription('trialing'),
      ],
      'uq_subscription_user_id_live',
    ],
    [
      'a task without a schedule',
      [`INSERT INTO periodic_task (name, job) VALUES ('a', 'b')`],
      'ck_periodic_task_schedule',
    ],
    [
      'a task with two',
      [`INSERT INTO periodic_task (name, job, crontab, every_seconds) VALUES ('a', 'b', '* * * * *', 1)`],
      'ck_periodic_task_schedule',
    ],
    [
      'a result that is finished and still running',
      [`INSERT INTO task_result (job, finished_at) VALUES ('a', now())`],
      'ck_task_result_finished_at',
    ],
    [
      'a setting with a name nobody would guess',
      [`INSERT INTO setting (key, value) VALUES ('A key', '1')`],
      'ck_setting_key',
    ],
    [
      'a file of less than nothing',
      [
        `INSERT INTO stored_file (storage, key, original_name, size, sha256, content_type) VALUES ('media', gen_random_uuid(), 'a', -1, '', '')`,
      ],
      'ck_stored_file_size',
    ],
  ])('%s', async (_what, statements, constraint) => {
    await client.query('BEGIN');
    try {
      for (const statement of statements.slice(0, -1)) await client.query(statement);
      await expect(client.query(statements.at(-1)!)).rejects.toMatchObject({ constraint });
    } finally {
      await client.query('ROLLBACK');
    }
  });
});
