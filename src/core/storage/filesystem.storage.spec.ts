import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { FilesystemStorage } from './filesystem.storage.js';
import { StorageObjectMissingError } from './storage.js';

let folder: string;
let storage: FilesystemStorage;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'storage-'));
  storage = new FilesystemStorage(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

describe('FilesystemStorage', () => {
  it('gives back what was put', async () => {
    const key = randomUUID();
    await storage.put(key, Buffer.from('Łukasz\0binary'));
    expect((await buffer(await storage.get(key))).toString()).toBe('Łukasz\0binary');
  });

  it('says so when there is nothing under a key', async () => {
    await expect(storage.get(randomUUID())).rejects.toThrow(StorageObjectMissingError);
  });

  it('deletes, and does not mind deleting twice', async () => {
    const key = randomUUID();
    await storage.put(key, Buffer.from('x'));
    await storage.delete(key);
    await storage.delete(key);
    await expect(storage.get(key)).rejects.toThrow(StorageObjectMissingError);
  });

  it.each(['../etc/passwd', 'a/b', '', 'x\0', `${'0'.repeat(8)}-../..`])(
    'refuses the key %j',
    async (key) => {
      const before = files().length;
      await expect(storage.put(key, Buffer.from('x'))).rejects.toThrow('UUID');
      await expect(storage.get(key)).rejects.toThrow('UUID');
      expect(files()).toHaveLength(before);
    },
  );

  it('leaves no half-written file behind when the write fails', async () => {
    const key = randomUUID();
    const before = files().length;
    await expect(storage.put(key, null as unknown as Buffer)).rejects.toThrow();
    expect(files()).toHaveLength(before);
  });
});
