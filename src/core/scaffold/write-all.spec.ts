import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAll } from './write-all.js';

describe('writeAll', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'write-all-'));
    await mkdir(join(root, 'src'));
    await writeFile(join(root, 'src/app.ts'), 'old');
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  const files = async () => (await readdir(root, { recursive: true })).sort();
  const read = (path: string) => readFile(join(root, path), 'utf8');

  it('writes new files into new folders, and changed ones', async () => {
    await writeAll(root, new Map([['src/a/b/c.ts', 'new']]), new Map([['src/app.ts', 'newer']]));
    expect(await read('src/a/b/c.ts')).toBe('new');
    expect(await read('src/app.ts')).toBe('newer');
    expect(await files()).toEqual(['src', 'src/a', 'src/a/b', 'src/a/b/c.ts', 'src/app.ts']);
  });

  it('leaves nothing behind when a new file exists already', async () => {
    const created = new Map([
      ['src/a/b/c.ts', 'new'],
      ['src/a/d.ts', 'new'],
      ['src/app.ts', 'new'],
    ]);
    await expect(writeAll(root, created, new Map())).rejects.toThrow('EEXIST');
    expect(await files()).toEqual(['src', 'src/app.ts']);
    expect(await read('src/app.ts')).toBe('old');
  });

  it('takes a change back when the next one fails', async () => {
    const changed = new Map([
      ['src/app.ts', 'newer'],
      ['src/missing.ts', 'text'],
    ]);
    await expect(writeAll(root, new Map([['src/a/b.ts', 'new']]), changed)).rejects.toThrow('ENOENT');
    expect(await files()).toEqual(['src', 'src/app.ts']);
    expect(await read('src/app.ts')).toBe('old');
  });
});
