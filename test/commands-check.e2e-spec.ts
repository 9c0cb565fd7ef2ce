import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runCli } from './support/cli.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from './support/postgres.js';

interface Answer {
  ok: boolean;
  checks: number;
  findings: { id: string; level: string; message: string; hint: string }[];
}

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'check-'));
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const cli = (args: string[], env: NodeJS.ProcessEnv = {}) =>
  runCli(args, { DATABASE_URL: database.url, DATA_DIR: folder, ...env });

async function check(args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Answer & { code: number }> {
  const { code, stdout } = await cli(['check', '--json', ...args], env);
  return { code, ...(JSON.parse(stdout) as Answer) };
}

const found = ({ findings }: Answer) => findings.map(({ level, id }) => `${level} ${id}`);

async function query(sql: string): Promise<void> {
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

describe('check', () => {
  it('finds nothing wrong with a fresh installation', async () => {
    expect(await check()).toEqual({ code: 0, ok: true, checks: expect.any(Number), findings: [] });
  });

  it('says what is wrong and what to do, for people', async () => {
    await query('DROP INDEX ix_stored_file_owner_id');
    const { code, stdout } = await cli(['check']);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^ERROR schema\.entities\n {2}The tables differ .*ix_stored_file_owner_id[^]*\n {2}→ /,
    );
    expect(stdout).toMatch(/\d+ checks: \d+ errors, 0 warnings, 0 notes\.\n$/);
  });

  it('finds a protection that somebody took away', async () => {
    await query('DROP TRIGGER log_entry_append_only ON log_entry');
    const answer = await check();
    expect(found(answer)).toEqual(['error schema.catalogue']);
    expect(answer.findings[0]?.message).toMatch(/log_entry_append_only/);
  });

  it('warns of pending migrations, and fails on them only if asked to', async () => {
    await cli(['migration:revert', '--yes']);
    const answer = await check();
    expect([answer.code, ...found(answer)]).toEqual([0, 'warning schema.migrations']);
    expect((await check(['--fail-level', 'warning'])).code).toBe(1);
  });

  it('finds a database that a newer version migrated', async () => {
    await query(
      `INSERT INTO migration (timestamp, name) VALUES (9760000000000, 'FromTheFuture9760000000000')`,
    );
    expect(found(await check())).toEqual(['error schema.migrations']);
  });

  it('finds an index that was left half-built and a constraint that was never checked', async () => {
    await query(`ALTER TABLE plan ADD CONSTRAINT ck_new CHECK ("order" < 1000) NOT VALID`);
    await query(
      `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_stored_file_owner_id'::regclass`,
    );
    expect(found(await check())).toEqual(
      expect.arrayContaining(['warning schema.indexes', 'warning schema.constraints']),
    );
  });

  it('finds jobs that wait for a class that is gone', async () => {
    await query(`INSERT INTO outbox_message (job, payload) VALUES ('renamed-job', '{}')`);
    const answer = await check();
    expect(found(answer)).toEqual(['warning jobs.unknown']);
    expect(answer.findings[0]?.message).toBe('1 jobs wait under the name "renamed-job", which no class has.');
  });

  it('finds periodic tasks that nothing starts', async () => {
    await query(
      `INSERT INTO periodic_task (name, job, every_seconds, next_run_at)
       VALUES ('forgotten', 'sweep-limits', 60, now() - interval '6 minutes'),
              ('in time', 'sweep-limits', 60, now() - interval '1 minute')`,
    );
    const answer = await check();
    expect(found(answer)).toEqual(['warning jobs.overdue']);
    expect(answer.findings[0]?.message).toContain('"forgotten" has been due for more than 5 minutes');
  });

  it('says so when there is no database to look at', async () => {
    const url = Object.assign(new URL(database.url), { port: '1' }).href;
    const answer = await check([], { DATABASE_URL: url });
    expect(answer.code).toBe(1);
    expect(found(answer)).toEqual(['error database.reachable']);
  });

  it('looks at an empty database and at a configuration that cannot be used', async () => {
    const empty = await createEmptyDatabase();
    expect(found(await check([], { DATABASE_URL: empty.url }))).toEqual(['warning schema.migrations']);
    await empty.drop();
    expect(found(await check([], { WORKER: 'maybe' }))).toEqual(['error configuration.valid']);
  });
});

describe('check --deploy', () => {
  const CAREFUL = {
    NODE_ENV: 'production',
    SECRET_KEY: '8f1c0b2e6d7a4935b1e0c2d4f6a8907b',
    HOST: '0.0.0.0',
    BACKEND_URL: 'https://api.example.org',
    FRONTEND_URL: 'https://www.example.org',
    TRUST_PROXY: '1',
    SMTP_URL: 'smtp://mail.example.org',
    MAIL_FROM: 'cv@example.org',
  };
  const ADMIN = ['users:create-admin', '--username', 'grace', '--email', 'grace@example.org'];

  /** Without what is so because of how tests are run: by root, on a server made for speed. */
  const telling = (answer: Answer) =>
    found(answer).filter(
      (line) => !/process\.root|database\.(role|fsync|full-page|synchronous|backups)/.test(line),
    );

  it('finds nothing more once everything is as it should be', async () => {
    expect((await cli(ADMIN, CAREFUL)).code).toBe(0);
    expect(telling(await check(['--deploy'], CAREFUL))).toEqual([]);
  });

  it('finds a server that may lose what it was given', async () => {
    const answer = await check(['--deploy'], CAREFUL);
    expect(found(answer)).toEqual(
      expect.arrayContaining([
        'error database.fsync',
        'error database.full-page-writes',
        'warning database.synchronous-commit',
        'warning database.role',
        'info database.backups',
      ]),
    );
  });

  it('finds that nobody can administer the service', async () => {
    expect(telling(await check(['--deploy'], CAREFUL))).toEqual(['error users.superusers']);
  });

  it('finds an administrator whose password is known', async () => {
    await cli([...ADMIN, '--password', 'Sturdy-horse-42']);
    const answer = await check(['--deploy'], { ...CAREFUL, ADMIN_PASSWORD: 'Sturdy-horse-42' });
    expect(telling(answer)).toEqual(['warning secrets.admin-password', 'error users.superusers']);
  });

  it('finds accounts of a demo, which open with a known password', async () => {
    await cli([...ADMIN, '--password', 'Sturdy-horse-42'], CAREFUL);
    await cli([
      'demo:seed',
      '--yes',
      '--users',
      '3',
      '--questionnaires',
      '0',
      '--cvs',
      '0',
      '--ai-responses',
      '0',
    ]);
    expect(telling(await check(['--deploy'], CAREFUL))).toEqual(['error users.demo']);
  });

  it('counts the connections of all processes', async () => {
    const answer = await check(['--deploy', '--processes', '14'], CAREFUL);
    expect(telling(answer)).toContain('error database.connections');
    expect(answer.findings.find(({ id }) => id === 'database.connections')?.message).toMatch(
      /14 processes may ask for \d+ connections, and the server gives 1\d\d\./,
    );
  });
});
