import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { CLI } from './support/cli.js';
import { queryRows } from './support/data.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { until } from './support/until.js';

let folder: string;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(process.env.TEST_DIRECTORY ?? tmpdir(), 'interrupted-'));
  chmodSync(folder, 0o755); // root's server runs as another user
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Command {
  child: ChildProcess;
  stderr(): string;
  /** Its exit code, or the signal it died of. */
  ended: Promise<unknown>;
}

function start(args: string[], env: NodeJS.ProcessEnv): Command {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { PATH, HOME, TMPDIR, NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout?.resume();
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => code ?? signal);
  return { child, stderr: () => stderr, ended };
}

describe('an interrupted command on the embedded database', () => {
  const embedded = (...args: string[]): Command => start(args, { DATABASE_URL: '', DATA_DIR: folder });
  const file = (name: string): string => join(folder, 'postgres', name);
  const isUp = (): boolean => existsSync(file('data/postmaster.pid'));
  const address = (): string => {
    const port = readFileSync(file('data/postmaster.pid'), 'utf8').split('\n')[3];
    return `postgresql://cv_improver:${readFileSync(file('password'), 'utf8').trim()}@127.0.0.1:${port}/cv_improver`;
  };
  /** Whether a command waits for that in the middle of its statement. */
  const waitsFor = async (event: string): Promise<boolean> => {
    try {
      return (
        (await queryRows(address(), `SELECT FROM pg_stat_activity WHERE wait_event = '${event}'`)).length > 0
      );
    } catch {
      return false; // the server is starting
    }
  };

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('stops the server on %s and ends with %i', async (signal, code) => {
    const { child, ended, stderr } = embedded('db:shell', '-c', 'SELECT pg_sleep(60)');
    await until(() => waitsFor('PgSleep'));
    child.kill(signal);
    child.kill(signal); // npm passes Ctrl-C on once more
    expect(await ended).toBe(code);
    expect(stderr()).not.toMatch(/error/i);
    expect(isUp()).toBe(false);
  });

  it('stops the server when nobody reads its answer any more', async () => {
    const { child, ended, stderr } = embedded('db:shell', '-c', 'SELECT 1');
    child.stdout?.destroy();
    expect(await ended).toBe(0);
    expect(stderr()).not.toMatch(/error/i);
    expect(isUp()).toBe(false);
  });

  it('leaves the server to a command that still uses it, and the end of that one stops it', async () => {
    const first = embedded('db:shell', '-c', 'SELECT pg_sleep(60)');
    await until(() => waitsFor('PgSleep'));
    const gate = new pg.Client(address());
    await gate.connect();
    await gate.query('SELECT pg_advisory_lock(42)');
    const second = embedded('db:shell', '-c', 'SET lock_timeout = 0; SELECT pg_advisory_lock(42)');
    await until(() => waitsFor('advisory'));
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(130);
    expect(first.stderr()).toContain('Another process still uses the database');
    expect(isUp()).toBe(true);
    await gate.end();
    expect(await second.ended).toBe(0);
    expect(isUp()).toBe(false);
  });
});

describe('an interrupted command on a server', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  const onServer = (...args: string[]): Command => start(args, { DATABASE_URL: database.url });
  const scratches = async (): Promise<string[]> =>
    (
      await queryRows<{ datname: string }>(
        database.url,
        // Of this command's: other specs make scratch databases meanwhile.
        `SELECT d.datname FROM pg_database d JOIN pg_stat_activity s ON s.application_name = d.datname
          WHERE s.datname = current_database()`,
      )
    ).map(({ datname }) => datname);
  const exists = async (name = ''): Promise<boolean> =>
    (await queryRows(database.url, `SELECT FROM pg_database WHERE datname = '${name}'`)).length > 0;

  it('drops its scratch database', async () => {
    const { child, ended } = onServer('migration:check');
    await until(async () => (await scratches()).length > 0);
    const [name] = await scratches();
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(await exists(name)).toBe(false);
  });

  it('is survived by none that was killed: the next one drops what that left behind', async () => {
    const { child, ended } = onServer('migration:check');
    await until(async () => (await scratches()).length > 0);
    const [name] = await scratches();
    child.kill('SIGKILL');
    await ended;
    const inUse = `SELECT FROM pg_stat_activity WHERE '${name}' IN (datname, application_name)`;
    await until(async () => (await queryRows(database.url, inUse)).length === 0);
    expect(await exists(name)).toBe(true);
    expect(await onServer('migration:check').ended).toBe(0);
    expect(await exists(name)).toBe(false);
  });

  it('drops its scratch database also when it loses the connection that made it', async () => {
    const { ended, stderr } = onServer('migration:check');
    await until(async () => (await scratches()).length > 0);
    const [name] = await scratches();
    await queryRows(
      database.url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '${name}'`,
    );
    expect({ code: await ended, stderr: stderr() }).toEqual({ code: 0, stderr: '' });
    expect(await exists(name)).toBe(false);
  });

  it.each([
    [['db:shell', '-c', 'SELECT pg_sleep(600)']],
    [['shell', '-c', 'await sql`SELECT pg_sleep(600)`']],
    [['migration:revert', '--yes']],
    [['demo:seed', '--users', '1']],
    [['data:load', 'DUMP', '--yes']],
  ])('stops its statement on the server: %j', async (args) => {
    const dump = join(folder, 'dump');
    await onServer('data:dump', '--only', 'plan', '--out', dump).ended;
    await queryRows(
      database.url,
      `CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(600); END';
       CREATE TRIGGER wait BEFORE DELETE ON migration EXECUTE FUNCTION wait();
       CREATE TRIGGER wait BEFORE INSERT ON "user" EXECUTE FUNCTION wait();
       CREATE TRIGGER wait BEFORE INSERT ON plan EXECUTE FUNCTION wait();`,
    );
    const sleeping = async (): Promise<boolean> => {
      const query = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`;
      return (await queryRows(database.url, query)).length > 0;
    };
    const { child, ended, stderr } = onServer(...args.map((arg) => (arg === 'DUMP' ? dump : arg)));
    await until(sleeping);
    child.kill('SIGTERM');
    expect(await ended).toBe(143);
    expect(stderr()).toBe('');
    await until(async () => !(await sleeping()));
  });

  it('leaves no unfinished dump behind', async () => {
    const lock = new pg.Client(database.url);
    await lock.connect();
    await lock.query('BEGIN; LOCK TABLE "user"');
    const { child, ended } = onServer('data:dump', '--out', join(folder, 'dump'));
    await until(() => Promise.resolve(readdirSync(folder).length > 0));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    await lock.end();
    expect(readdirSync(folder)).toEqual([]);
  });
});
