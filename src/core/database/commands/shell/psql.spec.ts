import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { queryRows } from '../../../../../test/support/data.js';
import { createTestDatabase } from '../../../../../test/support/postgres.js';
import { until } from '../../../../../test/support/until.js';
import { interrupt } from '../../../cli/interruption.js';
import { describeUrl, withUsualTlsModes } from '../../database-url.js';
import { connectionEnvironment } from './connection-environment.js';
import { findPsql, runPsql } from './psql.js';

let folder: string;
let psql: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'psql-'));
  psql = join(folder, 'psql');
  writeFileSync(psql, `#!/bin/sh\nenv > "${folder}/env"\necho "$@" > "${folder}/arguments"\nexit 3\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('psql', () => {
  it('is found on the path once it may be run', () => {
    const path = ['', '/nonexistent', folder].join(delimiter);
    chmodSync(psql, 0o600);
    expect(findPsql(path)).toBeUndefined();
    chmodSync(psql, 0o700);
    expect(findPsql(path)).toBe(psql);
  });

  it('is told where to connect by its environment alone, and its exit code is passed on', async () => {
    chmodSync(psql, 0o700);
    expect(await runPsql(psql, 'postgresql://me:s%40crEt@db.example.org:6543/cv?sslmode=require')).toBe(3);
    const environment = readFileSync(join(folder, 'env'), 'utf8').split('\n');
    expect(environment).toEqual(
      expect.arrayContaining([
        'PGHOST=db.example.org',
        'PGPORT=6543',
        'PGUSER=me',
        'PGPASSWORD=s@crEt',
        'PGDATABASE=cv',
        'PGSSLMODE=require',
      ]),
    );
    expect(readFileSync(join(folder, 'arguments'), 'utf8')).toBe('\n');
  });
});

describe('psql of a command that is cut off', () => {
  it('ends with it, and so does its statement on the server', async () => {
    const database = await createTestDatabase();
    const sleep = `import pg from 'pg'; const client = new pg.Client(); await client.connect(); await client.query('SELECT pg_sleep(600)')`;
    const program = join(folder, 'sleeping-psql');
    writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" --input-type=module -e "${sleep}"\n`, {
      mode: 0o700,
    });
    const ended = runPsql(program, database.url);
    const sleeping = async () => {
      const query = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`;
      return (await queryRows(database.url, query)).length > 0;
    };
    await until(sleeping);
    const exit = jest.spyOn(process, 'exit').mockReturnValue(undefined as never);
    await interrupt(143);
    expect(exit).toHaveBeenCalledWith(143);
    exit.mockRestore();
    await ended;
    await until(async () => !(await sleeping()));
    await database.drop();
  });
});

describe('connectionEnvironment', () => {
  it('knows sockets and IPv6', () => {
    expect(connectionEnvironment('postgresql:///cv?host=/run/postgresql')).toMatchObject({
      PGHOST: '/run/postgresql',
      PGDATABASE: 'cv',
    });
    expect(connectionEnvironment('postgresql://[::1]/cv').PGHOST).toBe('::1');
  });

  it('knows who and the password as parameters, which win for pg too', () => {
    const address = 'postgresql://db/cv?user=c%20v&password=p%40w';
    expect(connectionEnvironment(address)).toMatchObject({ PGUSER: 'c v', PGPASSWORD: 'p@w' });
    expect(describeUrl(address).user).toBe('c v');
  });

  it('knows no mode of TLS that psql does not know', () => {
    const address = withUsualTlsModes('postgresql://db/cv?sslmode=no-verify');
    expect(connectionEnvironment(address).PGSSLMODE).toBe('require');
    expect(new pg.Client(address).ssl).toEqual({ rejectUnauthorized: false });
  });
});
