import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, fchownSync, openSync, renameSync, statSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerAccount } from './account.js';
import { type Cluster, isAlive } from './cluster.js';
import { programEnvironment, runProgram } from './run-program.js';

/** Sensible for a small server: PostgreSQL's defaults otherwise, so every commit is on disk. */
const DEFAULTS = {
  shared_buffers: '64MB',
  max_connections: '100',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

const LOG_LIMIT_BYTES = 10_000_000;
const STOP_SECONDS = 20;

/** Where the server of `cluster` listens, or undefined when none runs; whoever started it. */
export async function runningPort({ dataDirectory }: Cluster): Promise<number | undefined> {
  // Lines of postmaster.pid: process id, data directory, start time, port, …
  const file = join(dataDirectory, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  const [pid, , , port] = text.split('\n').map(Number);
  if (!pid || !isAlive(pid)) return undefined;
  if (!(await commandOf(pid)).includes('postgres')) {
    // After a reboot the id may belong to anything, and PostgreSQL would refuse to start as long as that lives.
    if ((await readFile(file, 'utf8').catch(() => '')) === text) await rm(file, { force: true });
    return undefined;
  }
  return port || undefined;
}

/**
 * Starts the server in a session of its own, where neither Ctrl-C nor our end reaches it: it must outlive the
 * application's shutdown. Its log goes to `postgres.log` in the cluster's folder.
 */
export function spawnPostmaster(
  cluster: Cluster,
  port: number,
  settings: Record<string, string>,
): ChildProcess {
  const all = { ...DEFAULTS, ...settings, listen_addresses: '127.0.0.1', port: String(port) };
  const log = openLog(logFile(cluster), cluster.account);
  try {
    const flags = Object.entries({ ...all, unix_socket_directories: '' }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const child = spawn(cluster.binaries.postgres, ['-D', cluster.dataDirectory, ...flags], {
      ...cluster.account,
      cwd: cluster.home,
      env: programEnvironment(),
      detached: true,
      stdio: ['ignore', log, log],
    });
    child.on('error', () => undefined); // its exit is what is waited for
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** Disconnects every client and stops the server; in the worst case the next start replays the log. */
export async function stopPostmaster(cluster: Cluster): Promise<void> {
  const stop = (mode: string) =>
    runProgram(
      cluster.binaries.pgCtl,
      ['stop', '-D', cluster.dataDirectory, '-m', mode, '-w', '-t', String(STOP_SECONDS)],
      cluster.account,
      cluster.home,
    );
  try {
    await stop('fast');
  } catch (error) {
    if ((await runningPort(cluster)) === undefined) return;
    await stop('immediate').catch(() => {
      throw error;
    });
  }
}

/** The end of the server's log, for an error message. */
export async function logTail(cluster: Cluster): Promise<string> {
  const text = await readFile(logFile(cluster), 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-5).join('\n');
}

/** A TCP port on 127.0.0.1 that nothing listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export const logFile = (cluster: Cluster): string => join(cluster.home, 'postgres.log');

function openLog(path: string, { uid, gid }: ServerAccount): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`);
  const log = openSync(path, 'a', 0o600);
  if (uid !== undefined) fchownSync(log, uid, gid);
  return log;
}

/** The command line of a process; where it cannot be found out, it counts as a server: that is the safe side. */
async function commandOf(pid: number): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    const asked = promisify(execFile)('ps', ['-ww', '-p', String(pid), '-o', 'command=']);
    return asked.then(
      ({ stdout }) => stdout,
      (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? 'postgres' : ''),
    );
  }
}
