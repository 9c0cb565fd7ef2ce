import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { AlreadyRunningError, EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { type EmbeddedPostgres, joinEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

const OWNER = fileURLToPath(new URL('../../../../test/support/embedded-owner.mjs', import.meta.url));

describe('embedded PostgreSQL', () => {
  let dataDir: string;
  let started: EmbeddedPostgres[];
  let children: ChildProcess[];

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'embedded-postgres-'));
    await chmod(dataDir, 0o755); // root's server runs as another user
    started = [];
    children = [];
  });

  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    // A start adopts what a killed owner left running, so that it can be stopped.
    if (started.length === 0) await start();
    for (const server of started) await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function start(folder = dataDir): Promise<EmbeddedPostgres> {
    const server = await startEmbeddedPostgres({
      dataDir: folder,
      settings: { fsync: 'off' },
      report: () => undefined,
    });
    started.push(server);
    return server;
  }

  /** Another process that owns the server, so that it can be killed. */
  async function startElsewhere(): Promise<{ url: string; child: ChildProcess }> {
    const child = fork(OWNER, [dataDir], { execArgv: [] });
    children.push(child);
    const [message] = (await once(child, 'message')) as [{ url: string }];
    return { child, url: message.url };
  }

  async function kill(child: ChildProcess): Promise<void> {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  const serverPid = async (): Promise<number> =>
    parseInt(await readFile(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10);

  it('finds all data again after a stop', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE note (text text)');
    await query(first.url, `INSERT INTO note VALUES ('kept')`);
    await first.stop();
    await expect(query(first.url, 'SELECT')).rejects.toThrow('ECONNREFUSED');
    const second = await start();
    expect(await query(second.url, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
  });

  it('brings the extensions and sorts and searches text of any script the same everywhere', async () => {
    const { url } = await start();
    for (const name of ['pg_trgm', 'citext', 'unaccent', 'pgcrypto'])
      await query(url, `CREATE EXTENSION ${name}`);
    const [row] = await query(
      url,
      `SELECT lower('ÉΣЖ') AS lower, 'B' < 'a' AS "byCodePoint", similarity('ЖУК', 'жук') AS similarity,
              (SELECT datlocprovider FROM pg_database WHERE datname = current_database()) AS provider`,
    );
    expect(row).toEqual({ lower: 'éσж', byCodePoint: true, similarity: 1, provider: 'b' });
  });

  it('keeps its password where only its owner can read it, and asks for it', async () => {
    const { url } = await start();
    expect((await stat(join(dataDir, 'postgres', 'password'))).mode & 0o777).toBe(0o600);
    const wrong = Object.assign(new URL(url), { password: 'wrong' }).href;
    await expect(query(wrong, 'SELECT')).rejects.toThrow('password authentication failed');
  });

  it('lets one of two first starts at once win and leaves its server alone', async () => {
    const outcomes = await Promise.allSettled([start(), start()]);
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(lost[0]?.reason).toBeInstanceOf(AlreadyRunningError);
    expect(await query(started[0]?.url ?? '', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await readdir(dataDir)).toEqual(['postgres']);
  });

  it('tells a second start who the first one is and where it answers, also through another path', async () => {
    const { child } = await startElsewhere();
    const link = `${dataDir}-link`;
    await symlink(dataDir, link);
    try {
      const refusal = start(link);
      await expect(refusal).rejects.toThrow(
        `already running on ${dataDir} (pid ${child.pid}, http://127.0.0.1:3999)`,
      );
      await expect(refusal).rejects.toBeInstanceOf(AlreadyRunningError);
    } finally {
      await rm(link);
    }
  });

  it('adopts the server of an owner that was killed', async () => {
    const { child, url } = await startElsewhere();
    await query(url, 'CREATE TABLE note (text text)');
    const pid = await serverPid();
    await kill(child);
    const adopted = await start();
    expect(await serverPid()).toBe(pid);
    expect(adopted.url).toBe(url);
    expect(await query(adopted.url, 'SELECT text FROM note')).toEqual([]);
  });

  it('recovers what was committed when owner and server were killed', async () => {
    const { child, url } = await startElsewhere();
    await query(url, 'CREATE TABLE note (text text)');
    process.kill(await serverPid(), 'SIGKILL');
    await kill(child);
    const recovered = await start();
    expect(await query(recovered.url, 'SELECT text FROM note')).toEqual([]);
  });

  it('brings a server that dies under its owner back at the same address', async () => {
    const { url } = await start();
    const pid = await serverPid();
    process.kill(pid, 'SIGKILL');
    expect(await eventually(() => query(url, 'SELECT 1 AS one'))).toEqual([{ one: 1 }]);
    expect(await serverPid()).not.toBe(pid);
    await expect(start()).rejects.toBeInstanceOf(AlreadyRunningError);
  });

  it('starts although the process id of a crashed server now belongs to something else', async () => {
    const { child } = await startElsewhere();
    process.kill(await serverPid(), 'SIGKILL');
    await kill(child);
    const file = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    const lines = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, [String(process.pid), ...lines.slice(1)].join('\n'));
    expect(await query((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('lets commands join a server that is owned, and only such a one', async () => {
    expect(await joinEmbeddedPostgres(dataDir)).toBeUndefined();
    const { child, url } = await startElsewhere();
    const joined = await joinEmbeddedPostgres(dataDir);
    expect(joined?.url).toBe(url);
    await kill(child);
    await eventually(async () => expect(await joinEmbeddedPostgres(dataDir)).toBeUndefined());
    await joined?.leave();
  });

  it('goes on until the last process that uses it has left, in whatever order they do', async () => {
    const isUp = async (url: string) =>
      query(url, 'SELECT 1').then(
        () => true,
        () => false,
      );
    const owner = await start();
    const [first, second] = [await joinEmbeddedPostgres(dataDir), await joinEmbeddedPostgres(dataDir)];
    await first?.leave();
    expect(await isUp(owner.url)).toBe(true);
    await owner.stop();
    expect(await isUp(owner.url)).toBe(true);
    const next = await start(); // the next owner takes it over with those who are in it
    expect(next.url).toBe(owner.url);
    await next.stop();
    expect(await isUp(owner.url)).toBe(true);
    await second?.leave();
    expect(await isUp(owner.url)).toBe(false);
  });

  it('counts a process in again whose session was lost with the server', async () => {
    const owner = await start();
    const joined = await joinEmbeddedPostgres(dataDir);
    process.kill(await serverPid(), 'SIGKILL');
    const members = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted`;
    await eventually(async () => expect(await query(owner.url, members)).toHaveLength(1));
    await owner.stop();
    expect(await query(owner.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await joined?.leave();
  });

  it('says what to do about data of another major version', async () => {
    const first = await start();
    await first.stop();
    const file = join(dataDir, 'postgres', 'data', 'PG_VERSION');
    const version = await readFile(file, 'utf8');
    await writeFile(file, '15\n');
    const refusal = start();
    await expect(refusal).rejects.toThrow(/made by PostgreSQL 15.*data:dump --with-secrets.*data:load/s);
    await expect(refusal).rejects.toBeInstanceOf(EmbeddedPostgresError);
    await writeFile(file, version);
  });
});

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** What `attempt` returns once it succeeds; its last failure after ten seconds. */
async function eventually<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (const deadline = Date.now() + 10_000; ;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(50);
    }
  }
}
