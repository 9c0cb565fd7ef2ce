import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilesystemStorage } from './filesystem.storage.js';
import { StaticFiles } from './static-files.service.js';
import { Storages } from './storages.js';

const root = mkdtempSync(join(tmpdir(), 'static-'));
const [source, target] = [join(root, 'source'), join(root, 'target')];
const files = new StaticFiles(new Storages(() => new FilesystemStorage(target)));

beforeEach(() => {
  for (const folder of [source, target]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(source);
});
afterAll(() => rmSync(root, { recursive: true }));

const write = (name: string, content = 'x') => writeFileSync(join(source, name), content);

describe('StaticFiles.collect', () => {
  it('stores nothing twice, keeps the release before for open pages and removes what is older', async () => {
    const keys = [];
    for (const content of ['one', 'two', 'two', 'three']) {
      write('news.txt', content);
      const { files: made, stored, removed } = await files.collect([source]);
      keys.push({ key: made['news.txt'], stored, removed });
    }
    expect(keys.map(({ stored, removed }) => [stored, removed])).toEqual([
      [1, 0],
      [1, 0],
      [0, 0],
      [1, 1],
    ]);
    expect(readdirSync(target).sort()).toEqual(['manifest.json', keys[1]?.key, keys[3]?.key].sort());
  });

  it('keeps a name that holds the hash already, and leaves out what is no file for browsers', async () => {
    write('a.js');
    const first = (await files.collect([source])).files['a.js'] ?? '';
    rmSync(join(source, 'a.js'));
    for (const name of [first, `${first}.br`, `${first}.gz`, 'manifest.json', '.hidden']) write(name);
    expect((await files.collect([source])).files).toEqual({ 'a.js': first });
  });

  it.each(['tool.exe', 'no-ending', 'a b.js', 'ü.css'])('refuses %s and changes nothing', async (name) => {
    write('a.js');
    write(name);
    await expect(files.collect([source])).rejects.toThrow(name);
    expect(await files.manifest()).toEqual({ files: {}, previous: [] });
  });
});
