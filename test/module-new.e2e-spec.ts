import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';

const project = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['src', 'migrations', 'test', 'dist'];
const FILES = [
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'ormconfig.ts',
  'jest.config.js',
  'eslint.config.js',
  '.prettierrc',
  '.prettierignore',
  '.dependency-cruiser.cjs',
];
/** A room that nobody has made for themselves: the copy begins with theirs. */
const ROOM = 'module-probes';

interface Run {
  code: number;
  output: string;
}

/** The steps build on each other: a room is written, and then has to pass what every room has to pass. */
describe('module:new in a copy of the checkout', () => {
  let checkout: string;
  let database: TestDatabase;
  let written: string[];

  beforeAll(async () => {
    checkout = await mkdtemp(join(process.env.TEST_DIRECTORY ?? tmpdir(), 'checkout-'));
    for (const name of [...FOLDERS, ...FILES])
      await cp(join(project, name), join(checkout, name), { recursive: true, preserveTimestamps: true });
    await symlink(join(project, 'node_modules'), join(checkout, 'node_modules'));
    database = await createTestDatabase();
  });

  afterAll(async () => {
    await database?.drop();
    await rm(checkout, { recursive: true, force: true });
  });

  function node(...args: string[]): Promise<Run> {
    const { PATH, HOME, TMPDIR } = process.env;
    const env = { PATH, HOME, TMPDIR, NODE_ENV: 'test', DATABASE_URL: database.url };
    const options = { cwd: checkout, env, maxBuffer: 32 * 1024 * 1024 };
    return new Promise((resolve) => {
      execFile(process.execPath, args, options, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
      );
    });
  }

  const cli = (...args: string[]) => node('dist/src/cli.js', ...args);
  const tool = (path: string, ...args: string[]) => node(`node_modules/${path}`, ...args);

  async function sources(): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const folder of ['src', 'migrations', 'test']) {
      for (const file of await readdir(join(checkout, folder), { recursive: true, withFileTypes: true })) {
        const path = join(file.parentPath, file.name);
        if (file.isFile()) found[path] = await readFile(path, 'base64');
      }
    }
    return found;
  }

  it.each([
    ['Courses', 2, /named like study-plans/],
    ['people', 2, /--entity/],
    ['plans', 1, /there is a table "plan" already/],
    ['users', 2, /reserved word of SQL/],
  ])('refuses %s and writes nothing', async (room, code, message) => {
    const before = await sources();
    expect(await cli('module:new', room)).toEqual({ code, output: expect.stringMatching(message) });
    expect(await sources()).toEqual(before);
  });

  it('writes every file of a room', async () => {
    const { code, output } = await cli('module:new', ROOM);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining(`wrote src/${ROOM}/`) });
    written = [...output.matchAll(/^wrote (.*)$/gm)].map(([, path]) => path as string);
    expect(written.map((path) => path.replace(/\d{13}/, '<time>')).sort()).toEqual([
      'migrations/module-probes/<time>-create-module-probe.ts',
      'src/module-probes/module-probe.admin.ts',
      'src/module-probes/module-probe.dto.ts',
      'src/module-probes/module-probe.entity.ts',
      'src/module-probes/module-probe.list.ts',
      'src/module-probes/module-probes.controller.ts',
      'src/module-probes/module-probes.module.ts',
      'src/module-probes/module-probes.service.spec.ts',
      'src/module-probes/module-probes.service.ts',
      'test/module-probes.e2e-spec.ts',
    ]);
  });

  it('refuses to write it a second time', async () => {
    const before = await sources();
    expect(await cli('module:new', ROOM)).toEqual({
      code: 1,
      output: expect.stringMatching(/src\/module-probes exists already/),
    });
    expect(await sources()).toEqual(before);
  });

  it('writes what compiles', async () => {
    expect(await tool('typescript/bin/tsc', '-p', 'tsconfig.build.json')).toEqual({ code: 0, output: '' });
  });

  it('writes what passes eslint, prettier and the import rules', async () => {
    const files = [...written, 'src/app.module.ts', '.dependency-cruiser.cjs'];
    const cruise = 'dependency-cruiser/bin/dependency-cruise.mjs';
    const runs = await Promise.all([
      tool('eslint/bin/eslint.js', ...files),
      tool('prettier/bin/prettier.cjs', '--check', ...files),
      tool(cruise, 'src', 'ormconfig.ts', 'migrations'),
    ]);
    expect(runs).toEqual([
      { code: 0, output: '' },
      { code: 0, output: expect.stringContaining('All matched files use Prettier code style') },
      { code: 0, output: expect.stringContaining('no dependency violations') },
    ]);
  });

  it('lets the room import what lies below it only', async () => {
    const { default: config } = (await import(`${checkout}/.dependency-cruiser.cjs`)) as {
      default: { forbidden: { name: string; from: { path?: string }; to: { pathNot?: string } }[] };
    };
    const rule = config.forbidden.find(({ name }) => name === `${ROOM}-imports`);
    expect(rule).toMatchObject({
      from: { path: `^src/${ROOM}/` },
      to: { pathNot: `^src/(${ROOM}|users|core|admin)/` },
    });
  });

  it('writes a migration that agrees with the entity and the snapshot, and goes down again', async () => {
    expect(await cli('migration:check')).toEqual({ code: 0, output: expect.stringContaining('agree') });
    expect((await cli('migration:run')).output).toMatch(/^applied CreateModuleProbe\d{13}$/m);
    expect((await cli('migration:revert', '--yes')).output).toMatch(/^reverted CreateModuleProbe\d{13}$/m);
  });

  it('writes tests that pass as they are, and an API that the document tells the truth about', async () => {
    const specs = [...written.filter((path) => /spec\.ts$/.test(path)), 'test/openapi.e2e-spec.ts'];
    const flags = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
    const { code, output } = await node(...flags, '--ci', ...specs);
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching(/Test Suites: 3 passed, 3 total/),
    });
  }, 120_000);
});
