import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { runCli } from './support/cli.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from './support/postgres.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const names = readdirSync(join(root, 'migrations'), { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts'));

let database: TestDatabase;
afterEach(() => database.drop());

const cli = (...args: string[]) => runCli(args, { DATABASE_URL: database.url });

async function query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('migrations on an empty database', () => {
  beforeEach(async () => {
    database = await createEmptyDatabase();
  });

  it('are applied once each by five processes at the same time', async () => {
    const runs = await Promise.all(Array.from({ length: 5 }, () => cli('migration:run')));
    expect(runs.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      Array(5).fill({ code: 0, stderr: '' }),
    );
    const applied = runs.flatMap(({ stdout }) => stdout.match(/applied \S+/g) ?? []);
    expect(applied).toHaveLength(names.length);
    expect(new Set(applied).size).toBe(names.length);
    expect(await query('SELECT name FROM migration GROUP BY name HAVING count(*) > 1')).toEqual([]);
  });

  it('are shown as pending, then as applied, in one order over all rooms', async () => {
    const before = await cli('migration:show');
    expect(before.stdout.match(/^\[ \]/gm)).toHaveLength(names.length);
    await cli('migration:run');
    const after = await cli('migration:show');
    expect(after.stdout.match(/^\[X\]/gm)).toHaveLength(names.length);
    const stamps = [...after.stdout.matchAll(/(\d{13})$/gm)].map(([, stamp]) => stamp);
    expect(stamps).toEqual([...stamps].sort());
  });

  it('can be begun by hand with the script of the first', async () => {
    const [first] = JSON.parse((await cli('migration:show', '--json')).stdout) as { name: string }[];
    const { stdout: script } = await cli('migration:sql', first?.name ?? '');
    await query(script);
    const table = `SELECT column_name, data_type, is_nullable, column_default FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = 'migration' UNION ALL SELECT conname, contype::text, NULL, NULL FROM pg_constraint
      WHERE conrelid = 'migration'::regclass ORDER BY 1`;
    const byHand = await query(table);
    expect((await cli('migration:run')).stdout.match(/^applied /gm)).toHaveLength(names.length - 1);
    await query('DROP SCHEMA public CASCADE; DROP SCHEMA bullmq CASCADE; CREATE SCHEMA public');
    await cli('migration:run');
    expect(byHand).toEqual(await query(table));
  });

  it('go down one by one until there are none, and up again', async () => {
    expect((await cli('migration:revert', '--yes')).stdout).toMatch(/nothing to revert/);
    await cli('migration:run');
    for (let count = 0; count < 3; count += 1)
      expect((await cli('migration:revert', '--yes')).stdout).toMatch(/^reverted /);
    expect((await cli('migration:run')).stdout.match(/^applied /gm)).toHaveLength(3);
  });

  it('stay applied when they cannot be undone, and say so', async () => {
    await cli('migration:run');
    const last = (await cli('migration:show')).stdout.trim().split('\n').at(-1)?.replace('[X] ', '');
    await query(`
      CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'not during the sale'; END $$;
      CREATE EVENT TRIGGER refuse ON ddl_command_start EXECUTE FUNCTION refuse()`);
    expect(await cli('migration:revert', '--yes')).toEqual({
      code: 1,
      stdout: '',
      stderr: `Undoing ${last} failed and was rolled back, so it is still applied: not during the sale.\n`,
    });
    expect((await cli('migration:show')).stdout.match(/^\[X\]/gm)).toHaveLength(names.length);
  });

  it('can be applied by plain TypeORM with the built ormconfig', async () => {
    const typeorm = join(root, 'node_modules/typeorm/cli.js');
    const run = (command: string) =>
      execFileSync(process.execPath, [typeorm, command, '-d', 'dist/ormconfig.js'], {
        cwd: root,
        env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: database.url },
        encoding: 'utf8',
      });
    expect(run('migration:run')).toMatch(/executed successfully/);
    expect(run('migration:show').match(/\[X\]/g)).toHaveLength(names.length);
  });
});

describe('migration:check', () => {
  beforeEach(async () => {
    database = await createTestDatabase();
  });

  it('finds entities, migrations and the snapshot of the catalogue in agreement', async () => {
    expect(await cli('migration:check')).toEqual({
      code: 0,
      stdout: expect.stringContaining('agree'),
      stderr: '',
    });
  });

  it('leaves no scratch database behind', async () => {
    await cli('migration:check');
    expect(await query(`SELECT datname FROM pg_database WHERE datname LIKE 'scratch%'`)).toEqual([]);
  });
});

describe('migration:generate', () => {
  beforeEach(async () => {
    database = await createTestDatabase();
  });

  it('says so when there is nothing to write', async () => {
    const { code, stdout } = await cli('migration:generate', 'core', 'add-nothing');
    expect(code).toBe(0);
    expect(stdout).toMatch(/nothing to generate/);
  });

  it.each([
    ['kitchen', 'add-oven', /no room "kitchen"/],
    ['core', 'AddOven', /should read like/],
    ['../src', 'add-oven', /no room/],
  ])('refuses %s %s', async (room, name, message) => {
    const { code, stderr } = await cli('migration:generate', room, name);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('the protected tables', () => {
  beforeEach(async () => {
    database = await createTestDatabase();
  });

  it('refuse every change of a log entry, except blanking its diff', async () => {
    await query(
      `INSERT INTO log_entry (action, entity, entity_id, diff) VALUES ('update', 'plan', '1', '{"a": 1}')`,
    );
    await expect(query(`UPDATE log_entry SET entity_id = '2'`)).rejects.toThrow('append-only');
    await expect(query('DELETE FROM log_entry')).rejects.toThrow('append-only');
    await expect(query('TRUNCATE log_entry')).rejects.toThrow('append-only');
    await query('UPDATE log_entry SET diff = NULL');
    expect(await query('SELECT entity_id, diff FROM log_entry')).toEqual([{ entity_id: '1', diff: null }]);
  });

  it('have every migration file written as it is named', () => {
    for (const name of names) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*\/\d{13}-[a-z]+(-[a-z]+)+\.ts$/);
      expect(existsSync(join(root, 'dist/migrations', name.replace(/\.ts$/, '.js')))).toBe(true);
      const [, stamp] = /\/(\d{13})/.exec(name) ?? [];
      expect(readFileSync(join(root, 'migrations', name), 'utf8')).toMatch(
        new RegExp(`export class \\w+${stamp} `),
      );
    }
  });
});
