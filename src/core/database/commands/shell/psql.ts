import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { leavingCtrlC, onInterruption } from '../../../cli/interruption.js';
import { withClient } from '../../with-client.js';
import { connectionEnvironment } from './connection-environment.js';

const TERMINATE = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1';

/** Where psql is, or undefined where there is none on the path. */
export function findPsql(path = process.env.PATH ?? ''): string | undefined {
  const name = process.platform === 'win32' ? 'psql.exe' : 'psql';
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/**
 * Hands the terminal to psql until it ends. A command that is cut off takes psql along, and what it runs on the server.
 * @returns its exit code.
 */
export function runPsql(psql: string, url: string): Promise<number> {
  const name = `cv-improver-shell-${randomBytes(6).toString('hex')}`;
  const env = { ...process.env, ...connectionEnvironment(url), PGAPPNAME: name };
  const child = spawn(psql, { stdio: 'inherit', env });
  const forget = onInterruption(async () => {
    child.kill();
    await withClient(url, (client) => client.query(TERMINATE, [name]));
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  // Ctrl-C is meant for the query in psql; we wait for psql itself.
  return leavingCtrlC(() => ended).finally(forget);
}
