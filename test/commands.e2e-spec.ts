import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './support/cli.js';

/** Processes that the tests start side by side. */
const AT_ONCE = 3;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'commands-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Every command with what `--help` says of it in one line, as the list of all commands has them. */
async function commands(): Promise<string[]> {
  const { stdout } = await runCli(['--help'], { COLUMNS: '200' });
  return [...stdout.matchAll(/^ {2}([a-z]+(?::[a-z-]+)?)(?: [<[].*?)? {2,}\S/gm)].map(
    ([, name]) => name as string,
  );
}

describe('the command line', () => {
  it('lists every command', async () => {
    expect(await commands()).toEqual(
      expect.arrayContaining([
        ...['run', 'revert', 'show', 'sql', 'generate', 'check'].map((name) => `migration:${name}`),
        ...['db:shell', 'db:stats', 'db:flush', 'check', 'config:show', 'shell'],
        ...['users:create-admin', 'plans:seed', 'improve'],
      ]),
    );
  });

  it('explains each of them, without a database', async () => {
    const names = await commands();
    const explain = async (name: string) => ({ name, ...(await runCli([name, '--help'])) });
    for (let first = 0; first < names.length; first += AT_ONCE) {
      for (const { name, code, stdout, stderr } of await Promise.all(
        names.slice(first, first + AT_ONCE).map(explain),
      )) {
        expect({ name, code, stderr }).toEqual({ name, code: 0, stderr: '' });
        expect(stdout).toMatch(new RegExp(name === 'help' ? 'Usage' : `^Usage: cv-improver ${name}`));
      }
    }
  }, 120_000);

  it.each([
    [['migration:rum'], /unknown command 'migration:rum'[^]*Did you mean migration:run\?/],
    [['db:stats', '--limit', 'many'], /whole number/],
    [['migration:sql'], /missing required argument 'name'/],
    [['check', '--fail-level', 'never'], /Allowed choices are error, warning, info/],
    [[], /Usage: cv-improver/],
  ])('ends with 2 when called as %j', async (args, message) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('ends with 1 and in plain words when the configuration is wrong', async () => {
    const { code, stderr } = await runCli(['migration:show'], { PORT: 'eighty', DATA_DIR: folder });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The configuration is not usable:\n {2}- PORT/);
    expect(stderr).not.toMatch(/\n +at /);
  });
});

describe('config:show', () => {
  it('shows every variable with its value, default and source', async () => {
    const { code, stdout } = await runCli(['config:show'], { DATA_DIR: folder, PORT: '8080' });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^PORT +environment +8080 +3000$/m);
    expect(stdout).toMatch(/^LOG_LEVEL +default +info +info$/m);
  });

  it('shows with --diff only what differs, and never a secret', async () => {
    const secrets = { SECRET_KEY: 'hunter2'.repeat(5), DATABASE_URL: 'postgresql://cv:hunter2@db/cv' };
    const { code, stdout, stderr } = await runCli(['config:show', '--diff', '--json'], {
      DATA_DIR: folder,
      ...secrets,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('hunter2');
    const { variables, problem } = JSON.parse(stdout) as { variables: { name: string }[]; problem: unknown };
    expect(problem).toBeNull();
    expect(variables.map(({ name }) => name)).toEqual(['NODE_ENV', 'DATA_DIR', 'DATABASE_URL', 'SECRET_KEY']);
  });

  it('also shows a configuration that cannot be used, and says why', async () => {
    const { code, stdout, stderr } = await runCli(['config:show'], { DATA_DIR: folder, LOG_LEVEL: 'loud' });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^LOG_LEVEL +environment +loud +info$/m);
    expect(stderr).toMatch(/LOG_LEVEL must be one of/);
  });
});
