import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openTransactions, type OpenTransactions } from '../../../test/support/open-transactions.js';
import { User } from '../../../test/support/toy-entities.js';
import { FilesService } from './files.service.js';
import { FilesystemStorage } from './filesystem.storage.js';
import { asSource } from './new-file.js';
import type { ByteSource } from './storage.js';
import {
  FileMismatchError,
  FileTooLargeError,
  StorageObjectMissingError,
  StorageUnavailableError,
} from './storage.errors.js';
import { StoredFile } from './stored-file.entity.js';
import { Storages } from './storages.js';

/** Keeps bytes, or refuses to. */
class Shelf extends FilesystemStorage {
  fault: Error | null = null;

  override async put(key: string, bytes: ByteSource): Promise<void> {
    if (this.fault) throw this.fault;
    await super.put(key, bytes);
  }
}

let open: OpenTransactions;
let folder: string;
let shelf: Shelf;
let files: FilesService;
let ownerId: number;

beforeAll(async () => {
  open = await openTransactions([User, StoredFile]);
  const [user] = await open.source.query<{ id: string }[]>(
    `INSERT INTO "user" (username, email) VALUES ('anna', 'anna@example.com') RETURNING id`,
  );
  ownerId = Number(user?.id);
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
  shelf = new Shelf(folder);
  files = new FilesService(open.transactions, storages());
  await open.source.query('DELETE FROM stored_file');
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => open.close());

const storages = () => new Storages(() => shelf);
const objects = async () => {
  const found = [];
  for await (const object of shelf.list()) found.push(object);
  return found;
};

const file = () => ({
  bytes: Buffer.from('a CV'),
  originalName: 'cv.txt',
  contentType: 'text/plain',
  ownerId,
});
const statuses = async () => (await open.transactions.repository(StoredFile).find()).map((row) => row.status);

describe('FilesService.store', () => {
  it('makes a file ready with the work that refers to it', async () => {
    const id = await files.store(file(), async (stored) => stored.id);

    expect(await statuses()).toEqual(['ready']);
    expect(await objects()).toHaveLength(1);
    expect((await files.find(id)).originalName).toBe('cv.txt');
  });

  it('leaves neither row nor bytes when the work fails', async () => {
    const failing = files.store(file(), () => Promise.reject(new Error('quota')));

    await expect(failing).rejects.toThrow('quota');
    expect(await statuses()).toEqual([]);
    expect(await objects()).toEqual([]);
  });

  it('leaves what a failing storage may have kept to the sweeper', async () => {
    shelf.fault = new StorageUnavailableError(new Error('no space left'));

    await expect(files.store(file(), async () => 1)).rejects.toThrow('Try again in a minute');
    expect(await statuses()).toEqual(['deleted']);
  });

  it('counts, hashes and sniffs a stream, whatever is said about it', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex');
    async function* portions() {
      for (const byte of png) yield Buffer.of(byte);
    }
    const stored = await files.store(
      { bytes: portions(), originalName: '../../a.txt', ownerId },
      async (row) => row,
    );

    expect(await files.find(stored.id)).toMatchObject({
      originalName: 'a.txt',
      contentType: 'image/png',
      size: png.length,
      sha256: createHash('sha256').update(png).digest('hex'),
    });
    expect(await buffer(await files.read(stored))).toEqual(png);
    expect(String(await buffer(await files.read(stored, { first: 1, last: 3 })))).toBe('PNG');
  });

  it.each([
    ['another size', { size: 5 }, FileMismatchError],
    ['another hash', { sha256: '0'.repeat(64) }, FileMismatchError],
    ['too many bytes', { maxBytes: 3 }, FileTooLargeError],
  ])('leaves nothing of a file with %s', async (_what, expected, error) => {
    await expect(files.store({ ...file(), ...expected }, async () => 1)).rejects.toThrow(error);
    expect(await statuses()).toEqual([]);
    expect(await objects()).toEqual([]);
  });

  it('leaves nothing of a stream that breaks off', async () => {
    async function* cut() {
      yield Buffer.alloc(100_000);
      throw new Error('the client went away');
    }
    await expect(files.store({ ...file(), bytes: cut() }, async () => 1)).rejects.toThrow('went away');
    expect(await statuses()).toEqual([]);
    expect(await objects()).toEqual([]);
  });

  it('does not send other bytes than the row promises', async () => {
    const stored = await files.store(file(), async (row) => row);
    await shelf.replace(stored.key, asSource(Buffer.from('half')));

    await expect(files.read({ ...stored, size: 5 })).rejects.toThrow(StorageObjectMissingError);
  });

  it('keeps both when the transaction was committed and only its end was told as a failure', async () => {
    const lost = Object.create(open.transactions) as typeof open.transactions;
    lost.run = async (work) => {
      await open.transactions.run(work);
      throw new Error('the connection was lost');
    };

    await expect(new FilesService(lost, storages()).store(file(), async () => 2)).rejects.toThrow('lost');
    expect(await statuses()).toEqual(['ready']);
    expect(await objects()).toHaveLength(1);
  });
});
