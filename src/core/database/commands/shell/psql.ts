import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { leavingCtrlC } from '../../../cli/interruption.js';
import { connectionEnvironment } from './connection-environment.js';

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

/** Hands the terminal to psql until it ends. @returns its exit code. */
export function runPsql(psql: string, url: string): Promise<number> {
  const child = spawn(psql, { stdio: 'inherit', env: { ...process.env, ...connectionEnvironment(url) } });
  // Ctrl-C is meant for the query in psql; we wait for psql itself.
  return leavingCtrlC(
    () =>
      new Promise<number>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (code) => resolve(code ?? 1));
      }),
  );
}
