import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Absolute path of the project, without a trailing slash. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Something the person at the keyboard can put right; shown without a stack. */
export class SetupError extends Error {}

/** Progress goes to standard error: what a command answers is alone on standard output. */
export function report(message) {
  console.error(message);
}

const SIGNALS = ['SIGTERM', 'SIGHUP'];

/**
 * Runs a program in the project folder and waits for it; a SIGTERM or SIGHUP to us goes on to it, so that it never outlives
 * us. Its output goes to `output`, by default standard error.
 * @returns {Promise<number>} its exit code; 1 when a signal ended it.
 */
export function run(program, args, { env = process.env, output = 2 } = {}) {
  return new Promise((resolve, reject) => {
    const shell = process.platform === 'win32' && program === 'npm';
    const child = spawn(program, args, { cwd: root, env, shell, stdio: ['inherit', output, 2] });
    const forward = (signal) => void child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, forward);
    const settle = (done, result) => {
      for (const signal of SIGNALS) process.off(signal, forward);
      done(result);
    };
    child.on('error', (error) => settle(reject, error));
    child.on('exit', (code) => settle(resolve, code ?? 1));
  });
}

/** Runs the npm that runs us, or else the one on the PATH. */
export function npm(args, options) {
  const cli = process.env.npm_execpath ?? '';
  return /npm-cli\.c?js$/.test(cli) && existsSync(cli)
    ? run(process.execPath, [cli, ...args], options)
    : run('npm', args, options);
}
