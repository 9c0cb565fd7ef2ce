import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { openTransactions, type OpenTransactions } from '../../../test/support/open-transactions.js';
import { User } from '../../../test/support/toy-entities.js';
import { FilesService } from './files.service.js';
import { Storage } from './storage.js';
import { StoredFile } from './stored-file.entity.js';

/** Keeps bytes, or refuses to. */
class Shelf extends Storage {
  readonly objects = new Map<string, Buffer>();
  full = false;

  override async put(key: string, bytes: Buffer): Promise<void> {
    if (this.full) throw new Error('no space left');
    this.objects.set(key, bytes);
  }

  override async get(key: string): Promise<Readable> {
    return Readable.from(this.objects.get(key)!);
  }

  override async delete(key: string): Promise<void> {
    this.objects.delete(key);
  }
}

let open: OpenTransactions;
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
  shelf = new Shelf();
  files = new FilesService(open.transactions, shelf);
  await open.source.query('DELETE FROM stored_file');
});
afterAll(() => open.close());

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
    expect(shelf.objects.size).toBe(1);
    expect((await files.find(id)).originalName).toBe('cv.txt');
  });

  it('leaves neither row nor bytes when the work fails', async () => {
    const failing = files.store(file(), () => Promise.reject(new Error('quota')));

    await expect(failing).rejects.toThrow('quota');
    expect(await statuses()).toEqual([]);
    expect(shelf.objects.size).toBe(0);
  });

  it('leaves nothing when the bytes cannot be stored', async () => {
    shelf.full = true;

    await expect(files.store(file(), async () => 1)).rejects.toThrow('no space left');
    expect(await statuses()).toEqual([]);
  });

  it('keeps both when the transaction was committed and only its end was told as a failure', async () => {
    const lost = Object.create(open.transactions) as typeof open.transactions;
    lost.run = async (work) => {
      await open.transactions.run(work);
      throw new Error('the connection was lost');
    };

    await expect(new FilesService(lost, shelf).store(file(), async () => 2)).rejects.toThrow('lost');
    expect(await statuses()).toEqual(['ready']);
    expect(shelf.objects.size).toBe(1);
  });
});
