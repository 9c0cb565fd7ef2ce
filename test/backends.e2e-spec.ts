import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { chownSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { checkServer } from '../src/core/database/check-server.js';
import { UnusableServerError } from '../src/core/database/database.errors.js';
import { withUsualTlsModes } from '../src/core/database/database-url.js';
import { startApp } from './support/app.js';
import { selfSignedCertificate } from './support/certificate.js';
import { type CliResult, runCli } from './support/cli.js';
import { type FakePostgres, startFakePostgres } from './support/fake-postgres.js';
import { type OwnPostgres, startOwnPostgres } from './support/own-postgres.js';

let postgres: OwnPostgres;
beforeAll(async () => {
  postgres = await startOwnPostgres();
});
afterAll(() => postgres.close());

async function asSuperuser(...statements: string[]): Promise<void> {
  const client = new pg.Client(postgres.url);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The server's address with other parts. */
function address(parts: Partial<Record<'username' | 'password' | 'pathname' | 'host' | 'search', string>>) {
  return Object.assign(new URL(postgres.url), parts).href;
}

/** Why the server of the address is refused, in the words of the message; null if it is not. */
async function refusal(url: string): Promise<string | null> {
  try {
    await checkServer(withUsualTlsModes(url));
    return null;
  } catch (error) {
    if (error instanceof UnusableServerError) return error.message;
    throw error;
  }
}

const migrate = (url: string): Promise<CliResult> => runCli(['migration:run'], { DATABASE_URL: url });

/** One plain message, no stack and no password, and exit code 1. */
function expectRefusal({ code, stderr }: CliResult, message: RegExp): void {
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(stderr).not.toContain('secret-word');
  expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
  expect(code).toBe(1);
}

describe('a DATABASE_URL that does not work is explained', () => {
  it.each([
    ['a wrong password', { password: 'secret-word' }, /does not accept the password of "cv_improver"/],
    ['no password', { password: '' }, /wants a password of "cv_improver", and DATABASE_URL has none/],
    ['an unknown role', { username: 'nobody', password: 'secret-word' }, /the password of "nobody"/],
    ['a missing database', { pathname: '/nowhere' }, /no database "nowhere".*CREATE DATABASE "nowhere"/],
    ['a port nobody listens on', { host: '127.0.0.1:1' }, /Nothing listens at 127\.0\.0\.1:1/],
    ['an unknown host', { host: 'db.invalid:5432' }, /no host of the name in db\.invalid:5432/],
    ['TLS where there is none', { search: 'sslmode=require' }, /offers no TLS/],
  ])('%s', async (_what, parts, message) => {
    const reason = await refusal(address(parts));
    expect(reason).toMatch(message);
    expect(reason).not.toContain('secret-word');
  });

  it('by the command line, without a stack', async () => {
    expectRefusal(
      await migrate(address({ password: 'secret-word' })),
      /^PostgreSQL at \S+ does not accept the password/,
    );
  });

  it('by the service too, which then does not start', async () => {
    const start = startApp({
      successorOf: { databaseUrl: address({ pathname: '/nowhere' }), dataDir: dataDir() },
    });
    await expect(start).rejects.toThrow(/ended at start \(1\):\nPostgreSQL at \S+ has no database "nowhere"/);
  });
});

const dataDir = () => mkdtempSync(join(process.env.TEST_DIRECTORY ?? tmpdir(), 'backend-'));

describe('a server that is none of ours', () => {
  let fake: FakePostgres;
  afterEach(() => fake.close());

  it('because it is too old', async () => {
    fake = await startFakePostgres(130_014);
    expect(await refusal(fake.url)).toMatch(/is version 13, and version 14 or newer is needed/);
  });

  it('because it never says a word', async () => {
    fake = await startFakePostgres(null);
    const started = Date.now();
    expect(await refusal(fake.url)).toMatch(/does not answer/);
    expect(Date.now() - started).toBeLessThan(4_000);
  });
});

describe('a role that owns nothing but its database', () => {
  beforeAll(() =>
    asSuperuser(
      `CREATE ROLE owner LOGIN PASSWORD 'pw'`,
      `CREATE ROLE guest LOGIN PASSWORD 'pw'`,
      'CREATE DATABASE owned OWNER owner',
    ),
  );

  it('can migrate', async () => {
    const { code, stderr } = await migrate(
      address({ username: 'owner', password: 'pw', pathname: '/owned' }),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('but not in the database of another: it is told what to ask for', async () => {
    await asSuperuser('CREATE DATABASE foreign_one');
    const guest = address({ username: 'guest', password: 'pw', pathname: '/foreign_one' });
    expectRefusal(await migrate(guest), /permission denied.*\n.*CREATE ON SCHEMA public/);
  });

  it('or without the right to create extensions, until somebody has created them', async () => {
    await asSuperuser('CREATE DATABASE bare');
    const inBare = async (statement: string) => {
      const client = new pg.Client(address({ pathname: '/bare' }));
      await client.connect();
      await client.query(statement).finally(() => client.end());
    };
    await inBare('GRANT CREATE ON SCHEMA public TO guest');
    const guest = address({ username: 'guest', password: 'pw', pathname: '/bare' });
    expectRefusal(
      await migrate(guest),
      /CreateExtensions\d+ failed.*permission denied to create extension "citext".*\n.*CREATE EXTENSION citext/,
    );
  });
});

describe('a migration that fails half-way', () => {
  it('leaves nothing of itself and all that came before, and goes on when the cause is mended', async () => {
    const url = address({ pathname: '/half' });
    await asSuperuser('CREATE DATABASE half');
    const client = new pg.Client(url);
    await client.connect();
    try {
      // The third table of CreateDocuments is in its way; two are made by then.
      await client.query('CREATE TABLE cv_section ()');
      expectRefusal(
        await migrate(url),
        /CreateDocuments\d+ failed and was rolled back.*"cv_section" already exists/,
      );
      const { rows } = await client.query(
        `SELECT to_regclass('cv') AS cv, to_regclass('cv_version') AS version, to_regclass('plan') AS plan`,
      );
      expect(rows).toEqual([{ cv: null, version: null, plan: 'plan' }]);
      await client.query('DROP TABLE cv_section');
      expect((await migrate(url)).stdout).toMatch(/^applied CreateDocuments/);
    } finally {
      await client.end();
    }
  });
});

/** A file of the server's own that nobody else may read: it takes no other as its key. */
function install(name: string, text: string): void {
  const file = join(postgres.dataDirectory, name);
  const { uid, gid } = statSync(postgres.dataDirectory);
  writeFileSync(file, text, { mode: 0o600 });
  chownSync(file, uid, gid);
}

describe('TLS', () => {
  const { certificate, key } = selfSignedCertificate('localhost');
  let authority: string;

  beforeAll(async () => {
    authority = join(dataDir(), 'root.crt');
    writeFileSync(authority, certificate);
    install('server.crt', certificate);
    install('server.key', key);
    await asSuperuser('CREATE DATABASE secure', 'ALTER SYSTEM SET ssl = on', 'SELECT pg_reload_conf()');
  });

  const over = (search: string, host = 'localhost') =>
    address({ pathname: '/secure', search, host: `${host}:${new URL(postgres.url).port}` });

  it('serves everything that connects: TypeORM, the queue and our own clients', async () => {
    const { code, stderr } = await migrate(over(`sslmode=verify-full&sslrootcert=${authority}`));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each([
    ['any certificate with require', 'localhost', () => 'sslmode=require'],
    [
      'its own under any name with verify-ca',
      '127.0.0.1',
      () => `sslmode=verify-ca&sslrootcert=${authority}`,
    ],
    [
      'its own under its name with verify-full',
      'localhost',
      () => `sslmode=verify-full&sslrootcert=${authority}`,
    ],
  ])('takes %s', async (_what, host, search) => {
    expect(await refusal(over(search(), host))).toBeNull();
  });

  const UNTRUSTED = /certificate of PostgreSQL at \S+ is not trusted.*sslrootcert/;
  it.each([
    ['one that nobody vouches for', 'localhost', () => 'sslmode=verify-full', UNTRUSTED],
    ['one of another name', '127.0.0.1', () => `sslmode=verify-full&sslrootcert=${authority}`, UNTRUSTED],
    [
      'a file that is not there',
      'localhost',
      () => 'sslmode=verify-full&sslrootcert=/no/such.crt',
      /ENOENT.*no.such\.crt/,
    ],
  ])('refuses %s', async (_what, host, search, message) => {
    expect(await refusal(over(search(), host))).toMatch(message);
  });
});
