import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { runCli } from './support/cli.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from './support/postgres.js';

let database: TestDatabase;
let client: pg.Client;

async function open(): Promise<void> {
  database = await createTestDatabase();
  client = new pg.Client(database.url);
  await client.connect();
}

async function close(): Promise<void> {
  await client.end();
  await database.drop();
}

const cli = (args: string[], env: NodeJS.ProcessEnv = {}) =>
  runCli(args, { DATABASE_URL: database.url, ...env });

describe('commands that only look', () => {
  beforeAll(open);
  afterAll(close);

  it('db:shell -c runs SQL and prints the rows', async () => {
    const { code, stdout } = await cli([
      'db:shell',
      '-c',
      `SELECT 1 AS one, 'a' AS letter; SELECT NULL AS nothing`,
    ]);
    expect(code).toBe(0);
    expect(stdout).toBe('one  letter\n  1  a\n(1 row)\nnothing\n      ∅\n(1 row)\n');
  });

  it('db:shell --json gives the rows of the last statement', async () => {
    const { stdout } = await cli([
      'db:shell',
      '--json',
      '-c',
      `SELECT 1; SELECT '{"a": 1}'::jsonb AS data, 2 AS two`,
    ]);
    expect(JSON.parse(stdout)).toEqual([{ data: '{"a": 1}', two: '2' }]);
  });

  it('db:shell and shell take what is piped in', async () => {
    const env = { DATABASE_URL: database.url };
    expect((await runCli(['db:shell'], env, 'SELECT 1\n  AS one;\n')).stdout).toBe('one\n  1\n(1 row)\n');
    expect((await runCli(['shell'], env, 'const one = 1;\nreturn one + 1;\n')).stdout).toBe('2\n');
  });

  it('db:shell undoes all statements of a call when one fails, and ends with 1', async () => {
    const sql = `INSERT INTO log_entry (action, entity, entity_id) VALUES ('create', 'x', '1'); SELECT * FROM nowhere`;
    const { code, stderr } = await cli(['db:shell', '-c', sql]);
    expect(code).toBe(1);
    expect(stderr).toBe('error: relation "nowhere" does not exist (42P01)\n');
    expect((await client.query('SELECT FROM log_entry')).rowCount).toBe(0);
  });

  it('db:stats lists sizes, and what the indexes lack', async () => {
    await client.query(`
      CREATE TABLE child (id bigint PRIMARY KEY, plan_id bigint REFERENCES plan, note text);
      CREATE INDEX child_note ON child (note);
      CREATE INDEX child_note_id ON child (note, id);
      INSERT INTO child SELECT n, NULL, repeat('x', 90) || n FROM generate_series(1, 3000) n;
      ANALYZE child`);
    const { code, stdout } = await cli(['db:stats', '--json', '--limit', '100']);
    expect(code).toBe(0);
    const stats = JSON.parse(stdout) as Record<string, unknown>;
    expect(stats).toMatchObject({
      max_connections: 200,
      tables: expect.arrayContaining([expect.objectContaining({ table: 'child' })]),
      unindexed_foreign_keys: [{ table: 'child', foreign_key: 'child_plan_id_fkey', columns: 'plan_id' }],
      duplicate_indexes: [expect.objectContaining({ index: 'child_note', covered_by: 'child_note_id' })],
      unused_indexes: expect.arrayContaining([expect.objectContaining({ index: 'child_note' })]),
      slow_queries: null,
    });
    const { stdout: text } = await cli(['db:stats', '--limit', '1']);
    expect(text).toMatch(/^child +3000 +[\d.]+ MB +[\d.]+ MB +\d+ +\d+$/m);
    expect(text).toMatch(/CREATE EXTENSION pg_stat_statements/);
    await client.query('DROP TABLE child');
  });

  it('shell -c runs JavaScript with the services at hand', async () => {
    const run = (...args: string[]) => cli(['shell', ...args]);
    expect((await run('-c', 'await transactions.repository(Plan).count()')).stdout).toBe('0\n');
    expect((await run('--json', '-c', 'sql`SELECT ${1}::int + ${2}::int AS sum`')).stdout).toBe(
      '[\n  {\n    "sum": 3\n  }\n]\n',
    );
    expect((await run('-c', 'await usersService.findById(1)')).stdout).toBe('null\n');
    expect(await run('-c', 'throw new Error("no good")')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no good'),
    });
  });
});

describe('migration:*', () => {
  beforeEach(open);
  afterEach(close);

  const applied = async () =>
    (await client.query<{ name: string }>('SELECT name FROM migration ORDER BY id')).rows.map(
      ({ name }) => name,
    );

  it('run --plan tells what would be applied and applies nothing', async () => {
    const last = (await applied()).at(-1);
    await cli(['migration:revert', '--yes']);
    const before = await applied();
    expect((await cli(['migration:run', '--plan'])).stdout).toBe(`would apply ${last}\n`);
    expect(JSON.parse((await cli(['migration:run', '--plan', '--json'])).stdout)).toEqual([last]);
    expect(await applied()).toEqual(before);
    expect(JSON.parse((await cli(['migration:run', '--json'])).stdout)).toEqual([last]);
    expect((await cli(['migration:run', '--plan'])).stdout).toBe('nothing to apply\n');
  });

  it('revert asks, and nobody to ask is no yes', async () => {
    const before = await applied();
    const { code, stdout, stderr } = await cli(['migration:revert']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`Undo ${before.at(-1)}`);
    expect((await cli(['migration:revert', '--dry-run'])).stdout).toContain(
      `-- ${before.at(-1)}, down\nBEGIN;\n`,
    );
    expect(await applied()).toEqual(before);
  });

  it.each(['protect-log-entries', 'ProtectLogEntries1760000160000', '1760000160000'])(
    'sql finds %s',
    async (name) => {
      const { code, stdout } = await cli(['migration:sql', name]);
      expect(code).toBe(0);
      expect(stdout).toMatch(
        /^-- ProtectLogEntries1760000160000, up\nBEGIN;\nCREATE TABLE IF NOT EXISTS "migration" [^;]+;\nCREATE FUNCTION refuse_log_entry_change/,
      );
    },
  );

  it('sql prints a script that does, and undoes, what the migration does', async () => {
    const name = (await applied()).at(-1) as string;
    await client.query((await cli(['migration:sql', name, '--down'])).stdout);
    expect((await cli(['migration:run', '--plan'])).stdout).toBe(`would apply ${name}\n`);
    await client.query((await cli(['migration:sql', name])).stdout);
    expect((await cli(['migration:run', '--plan'])).stdout).toBe('nothing to apply\n');
    expect((await cli(['check'])).code).toBe(0);
  });

  it('sql does not guess', async () => {
    const { code, stderr } = await cli(['migration:sql', 'create-nothing']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/No migration is called "create-nothing"/);
  });

  it('show --json tells name, time and state', async () => {
    const list = JSON.parse((await cli(['migration:show', '--json'])).stdout) as unknown[];
    expect(list[0]).toEqual({
      name: 'CreateExtensions1760000000000',
      timestamp: 1760000000000,
      applied: true,
      known: true,
    });
    expect(list).toHaveLength((await applied()).length);
  });

  it('tell of a migration that another version of the service applied, and do not undo it', async () => {
    const name = 'AddFuture1999999999999';
    await client.query(`INSERT INTO migration (timestamp, name) VALUES (1999999999999, '${name}')`);
    expect((await cli(['migration:show'])).stdout).toMatch(
      new RegExp(`\\n\\[\\?\\] ${name} \\(this version does not know it\\)\\n$`),
    );
    const warning = `${name} is applied, but this version of the service does not know it.\n`;
    expect(await cli(['migration:run'])).toEqual({ code: 0, stdout: 'nothing to apply\n', stderr: warning });
    expect(await cli(['migration:run', '--plan'])).toMatchObject({ code: 0, stderr: warning });
    for (const option of ['--yes', '--dry-run'])
      expect(await cli(['migration:revert', option])).toEqual({
        code: 1,
        stdout: '',
        stderr: `${name} was applied last, by another version of the service: revert it with that.\n`,
      });
    expect((await applied()).at(-1)).toBe(name);
  });
});

describe('db:flush', () => {
  beforeEach(async () => {
    await open();
    await client.query(`INSERT INTO log_entry (action, entity, entity_id) VALUES ('create', 'x', '1')`);
  });
  afterEach(close);

  const entries = async () => (await client.query<{ id: string }>('SELECT id FROM log_entry')).rows;

  it('tells with --dry-run what would be emptied', async () => {
    const { code, stdout } = await cli(['db:flush', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^log_entry +1 {2}append-only/m);
    expect(stdout).toMatch(/Nothing was changed\.\n$/);
    expect(await entries()).toHaveLength(1);
  });

  it.each([
    ['without a terminal to ask at', [], {}],
    ['in production, also with --yes', ['--yes'], { NODE_ENV: 'production' }],
    ['in production with --force alone', ['--force'], { NODE_ENV: 'production' }],
  ])('refuses %s', async (_, options, env) => {
    const secure = { SECRET_KEY: '8f1c0b2e6d7a4935b1e0c2d4f6a8907b', BACKEND_URL: 'https://api.example.org' };
    expect((await cli(['db:flush', ...options], { ...secure, ...env })).code).toBe(2);
    expect(await entries()).toHaveLength(1);
  });

  it('empties every table but the list of migrations, and leaves the protection in place', async () => {
    const { code } = await cli(['db:flush', '--yes']);
    expect(code).toBe(0);
    expect(await entries()).toEqual([]);
    expect((await cli(['migration:run'])).stdout).toBe('nothing to apply\n');
    await client.query(`INSERT INTO log_entry (action, entity, entity_id) VALUES ('create', 'x', '1')`);
    expect(await entries()).toEqual([{ id: '1' }]);
    await expect(client.query('TRUNCATE log_entry')).rejects.toThrow('append-only');
  });

  it('says so when there is nothing to empty', async () => {
    const empty = await createEmptyDatabase();
    const result = await runCli(['db:flush', '--yes'], { DATABASE_URL: empty.url });
    await empty.drop();
    expect(result).toEqual({
      code: 0,
      stdout: 'The database has no tables: there is nothing to empty.\n',
      stderr: '',
    });
  });

  it('gives up at once when the tables are in use, and empties nothing', async () => {
    await client.query('BEGIN; SELECT FROM log_entry');
    const { code, stderr } = await cli(['db:flush', '--yes']);
    await client.query('COMMIT');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Somebody is using the tables\./);
    expect(await entries()).toHaveLength(1);
  });
});
