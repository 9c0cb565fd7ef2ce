import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built command line. */
export const CLI = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));

export interface CliResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the built command line with its own environment, `input` piped in; never throws for an exit code. */
export function runCli(args: string[], env: NodeJS.ProcessEnv = {}, input = ''): Promise<CliResult> {
  const { PATH, HOME, TMPDIR } = process.env;
  const options = { env: { PATH, HOME, TMPDIR, NODE_ENV: 'test', ...env }, maxBuffer: 32 * 1024 * 1024 };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [CLI, ...args], options, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
      resolve({ code, stdout, stderr });
    });
    child.stdin?.on('error', () => undefined); // most commands end without reading it
    child.stdin?.end(input);
  });
}
