import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
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
