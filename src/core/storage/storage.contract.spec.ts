import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { startS3, type TestS3 } from '../../../test/support/s3.js';
import { FilesystemStorage } from './filesystem.storage.js';
import { asSource } from './new-file.js';
import { openBuckets } from './open-buckets.js';
import type { ByteRange, ObjectInfo, Storage } from './storage.js';
import { StorageObjectExistsError, StorageObjectMissingError } from './storage.errors.js';

/** What a storage promises, of each backend; of the S3 that checks signatures, as far as it goes. */
const BACKENDS = ['filesystem', 's3', 's3 that checks signatures'] as const;
const TEXT = { contentType: 'text/plain' };
const MEGABYTE = 1024 ** 2;
const BAD_KEYS = [
  ...['../etc/passwd', 'a/b', '', 'x\0', '.', '..', '.hidden', 'a\\b', 'a..b'].map((key) => [
    JSON.stringify(key),
    key,
  ]),
  ['of 2,000 characters', 'x'.repeat(2_000)],
] as [string, string][];

describe.each(BACKENDS)('Storage on %s', (backend) => {
  let folder: string;
  let s3: TestS3 | undefined;
  let storage: Storage;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'storage-'));
    if (backend !== 'filesystem') s3 = await startS3(backend === 's3' ? 's3rver' : '@20minutes/s3rver');
    storage = s3 ? openBuckets(s3.config)('media') : new FilesystemStorage(folder);
  });
  afterAll(async () => {
    await s3?.close();
    rmSync(folder, { recursive: true });
  });

  const put = async (text: string | Buffer, key: string = randomUUID()): Promise<string> => {
    await storage.put(key, asSource(Buffer.from(text)), TEXT);
    return key;
  };
  const read = async (key: string, range?: ByteRange) => {
    const { stream, size } = await storage.get(key, range);
    return { bytes: await buffer(stream), size };
  };
  const list = async (): Promise<ObjectInfo[]> => {
    const found: ObjectInfo[] = [];
    for await (const object of storage.list()) found.push(object);
    return found;
  };

  it('gives back what was put, empty objects too', async () => {
    expect(String((await read(await put('Łukasz\0binary'))).bytes)).toBe('Łukasz\0binary');
    expect(await read(await put(''))).toEqual({ bytes: Buffer.alloc(0), size: 0 });
  });

  it('keeps a stream whose length nobody knows', async () => {
    const hash = createHash('sha256');
    async function* portions() {
      for (let count = 0; count < 13; count += 1) {
        const portion = randomBytes(MEGABYTE + count);
        hash.update(portion);
        yield portion;
      }
    }
    const key = randomUUID();
    await storage.put(key, portions(), { contentType: 'application/octet-stream' });
    const { bytes, size } = await read(key);
    expect(size).toBe(13 * MEGABYTE + 78);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash.digest('hex'));
  });

  it('gives a part, both ends included, with the size of the whole', async () => {
    const key = await put('0123456789');
    expect(await read(key, { first: 2, last: 4 })).toEqual({ bytes: Buffer.from('234'), size: 10 });
    expect(String((await read(key, { first: 9, last: 9 })).bytes)).toBe('9');
  });

  it('never overwrites what was put, and replaces on demand', async () => {
    const key = await put('first');
    await expect(put('second', key)).rejects.toThrow(StorageObjectExistsError);
    expect(String((await read(key)).bytes)).toBe('first');
    await storage.replace(key, asSource(Buffer.from('third')), TEXT);
    expect(String((await read(key)).bytes)).toBe('third');
  });

  it('tells size and age without reading', async () => {
    const found = await storage.stat(await put('four'));
    expect(found).toMatchObject({ size: 4 });
    expect(Math.abs(Date.now() - (found?.modifiedAt.getTime() ?? 0))).toBeLessThan(60_000);
    expect(await storage.stat(randomUUID())).toBeNull();
  });

  it('says so when there is nothing under a key', async () => {
    await expect(storage.get(randomUUID())).rejects.toThrow(StorageObjectMissingError);
  });

  // The server that checks signatures neither lists nor deletes.
  if (backend !== 's3 that checks signatures') {
    it('keeps nothing of a stream that breaks off, however much came before', async () => {
      const before = await list();
      for (const size of [10, 12 * MEGABYTE]) {
        const key = randomUUID();
        async function* cut() {
          yield Buffer.alloc(size);
          throw new Error('the client went away');
        }
        await expect(storage.put(key, cut(), TEXT)).rejects.toThrow('the client went away');
        expect(await storage.stat(key)).toBeNull();
      }
      expect(await list()).toEqual(before);
      expect(await storage.removeDrafts(new Date(Date.now() + 60_000))).toBe(0);
    });

    it('lists what there is in the order of keys', async () => {
      const keys = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => put(text)));
      const listed = await list();
      expect(listed.map(({ key }) => key)).toEqual(listed.map(({ key }) => key).sort());
      expect(listed.map(({ key }) => key)).toEqual(expect.arrayContaining(keys));
      expect(listed.find(({ key }) => key === keys[0])).toMatchObject({ size: 1 });
    });

    it('deletes, and does not mind deleting twice', async () => {
      const key = await put('x');
      await storage.delete(key);
      await storage.delete(key);
      expect(await storage.stat(key)).toBeNull();
    });
  }

  it.each(BAD_KEYS)('refuses the key %s', async (_title, key) => {
    await expect(put('x', key)).rejects.toThrow('is no storage key');
    await expect(storage.get(key)).rejects.toThrow('is no storage key');
    await expect(storage.stat(key)).rejects.toThrow('is no storage key');
    await expect(storage.delete(key)).rejects.toThrow('is no storage key');
  });
});
