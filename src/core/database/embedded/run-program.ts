import { spawn } from 'node:child_process';
import type { ServerAccount } from './account.js';

/** A program ended with another exit code than 0. */
export class ProgramFailedError extends Error {}

/**
 * Runs one of PostgreSQL's programs as `account` and waits for its end.
 * It gets a process group of its own, so Ctrl-C in the terminal does not reach it, and none of our environment,
 * which holds secrets and may hold PG* variables.
 * @returns its standard output. @throws ProgramFailedError with what it wrote to standard error.
 */
export async function runProgram(
  program: string,
  args: string[],
  account: ServerAccount,
  cwd = '/',
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...account,
      cwd,
      env: programEnvironment(),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else
        reject(
          new ProgramFailedError((errors || output).trim() || `${program} ended with ${code ?? signal}`),
        );
    });
  });
}

/** Environment for PostgreSQL's programs. */
export function programEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SYSTEMROOT } = process.env;
  return { PATH, LC_ALL: 'C', ...(SYSTEMROOT && { SYSTEMROOT }) };
}
