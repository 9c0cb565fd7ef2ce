import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));

const PANEL_PARTS = [
  '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
];

interface Run {
  code: number;
  output: string;
}

describe('scripts/start.mjs on a small project', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'setup-'));
    await cp(join(project, 'scripts'), join(folder, 'scripts'), { recursive: true });
    for (const name of ['tsconfig.json', 'tsconfig.build.json'])
      await cp(join(project, name), join(folder, name));
    await write('package.json', '{ "type": "module" }');
    await write('package-lock.json', '{ "packages": { "": {} } }');
    await write('node_modules/.package-lock.json', '{ "packages": {} }');
    await mkdir(join(folder, 'node_modules', '@types'));
    for (const name of ['typescript', '@types/node', 'undici-types', 'esbuild']) {
      await symlink(join(project, 'node_modules', name), join(folder, 'node_modules', name));
    }
    // Stand-ins for what the panel takes from packages; compressing the real ones takes its time.
    for (const path of PANEL_PARTS) await write(`node_modules/${path}`, `/* ${path} */\n`);
    await write(
      'src/admin/components/tsconfig.json',
      '{ "compilerOptions": { "noEmit": true, "types": [] } }',
    );
    await write('src/admin/components/site.tsx', `document.title = 'A panel';\n`);
    await write('src/main.ts', `import { word } from './word.js';\nconsole.log('main says ' + word);\n`);
    await write('src/word.ts', `export const word: string = 'hello';\n`);
    await write('src/word.spec.ts', `export {};\n`);
    await write('src/data/names.json', `["Ada"]\n`);
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }

  const start = (): Promise<Run> =>
    new Promise((resolve) => {
      const script = join(folder, 'scripts', 'start.mjs');
      const { PATH } = process.env;
      execFile(process.execPath, [script], { cwd: tmpdir(), env: { PATH } }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
      );
    });

  it('builds once, then only after a change, and keeps no output whose source has gone', async () => {
    const first = await start();
    expect(first).toEqual({
      code: 0,
      output: expect.stringMatching(/main says hello[\s\S]*Building \(first time/),
    });
    expect(await readFile(join(folder, 'dist', 'src', 'data', 'names.json'), 'utf8')).toBe('["Ada"]\n');
    expect(await start()).toEqual({ code: 0, output: 'main says hello\n' });

    await rename(join(folder, 'src', 'word.ts'), join(folder, 'src', 'speech.ts'));
    await write('src/main.ts', `import { word } from './speech.js';\nconsole.log('now ' + word);\n`);
    expect(await start()).toEqual({ code: 0, output: 'now hello\nBuilding…\n' });
    expect(await readdir(join(folder, 'dist', 'src'))).toEqual([
      'data',
      'main.js',
      'main.js.map',
      'speech.js',
      'speech.js.map',
    ]);
  });

  it("builds the panel's scripts under names of their content, compressed, and anew when they change", async () => {
    await start();
    const panel = join(folder, 'dist', 'panel');
    const site = async () => (await readdir(panel)).filter((name) => name.startsWith('site-'));
    const [first, ...compressed] = await site();
    expect(await readFile(join(panel, first!), 'utf8')).toContain('A panel');
    expect(compressed).toEqual([`${first}.br`, `${first}.gz`]);

    await write('src/admin/components/site.tsx', `document.title = 'Another panel';\n`);
    expect((await start()).output).toContain('Building…');
    const [second, ...others] = await site();
    expect(second).not.toBe(first);
    expect(others).toEqual([`${second}.br`, `${second}.gz`]);

    await rm(panel, { recursive: true });
    expect((await start()).output).toContain('Building…');
    expect(await site()).toHaveLength(3);
  });

  it('repairs a build of which a part was removed', async () => {
    await start();
    await rm(join(folder, 'dist', 'src'), { recursive: true });
    expect(await start()).toEqual({ code: 0, output: 'main says hello\nBuilding…\n' });
  });

  it('builds once when two are started at once', async () => {
    const runs = await Promise.all([start(), start()]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    for (const { output } of runs) expect(output).toContain('main says hello');
    expect(runs.filter(({ output }) => output.includes('Building'))).toHaveLength(1);
  });

  it('goes on after a start that was killed while it built', async () => {
    const { pid } = await new Promise<{ pid: number }>((resolve) => {
      const child = execFile(process.execPath, ['--version'], () => resolve({ pid: Number(child.pid) }));
    });
    await write('dist/.setup-lock', String(pid));
    expect((await start()).output).toContain('main says hello');
  });

  it('ends with the message of the compiler when the sources are wrong, and again the next time', async () => {
    await write('src/word.ts', `export const word: string = 5;\n`);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { code, output } = await start();
      expect(code).toBe(1);
      expect(output).toContain('src/word.ts(1,14): error TS2322');
      expect(output).not.toContain('main says');
    }
  });

  it('names the Node it needs when this one is too old', async () => {
    const { ensureNode } = (await import(join(project, 'scripts', 'setup', 'node-version.mjs'))) as {
      ensureNode(version?: string): void;
    };
    expect(() => ensureNode('20.18.3')).toThrow('needs Node 20.19 or newer; this is 20.18.3');
    expect(() => ensureNode('18.20.0')).toThrow('needs Node 20.19');
    for (const version of ['20.19.0', '22.1.0', '24.0.0']) expect(() => ensureNode(version)).not.toThrow();
  });
});

describe('a program that a script runs', () => {
  const child = `process.on('SIGTERM', () => process.exit(3)).on('SIGHUP', () => process.exit(4));
    setInterval(() => undefined, 1000);
    console.log('up');`;
  const script = `import { run } from ${JSON.stringify(new URL('../scripts/setup/project.mjs', import.meta.url))};
    process.exit(await run(process.execPath, ['-e', ${JSON.stringify(child)}], { output: 1 }));`;

  it.each([
    ['SIGTERM', 3],
    ['SIGHUP', 4],
  ] as const)('gets our %s, and we wait for its end', async (signal, code) => {
    const runner = spawn(process.execPath, ['--input-type=module', '-e', script]);
    const ended = once(runner, 'exit');
    await once(runner.stdout, 'data');
    runner.kill(signal);
    expect(await ended).toEqual([code, null]);
  });
});
