import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTransactions, type OpenTransactions } from '../../../test/support/open-transactions.js';
import { startS3, type TestS3 } from '../../../test/support/s3.js';
import { User } from '../../../test/support/toy-entities.js';
import type { StorageName } from '../config/storage-config.js';
import { FileSweeper } from './file-sweeper.service.js';
import { FilesService } from './files.service.js';
import { FilesystemStorage } from './filesystem.storage.js';
import { asSource } from './new-file.js';
import { openBuckets } from './open-buckets.js';
import { Storages } from './storages.js';
import { StoredFile } from './stored-file.entity.js';

const HOUR_MS = 3_600_000;
const [HOUR_AGO, IN_AN_HOUR] = [new Date(Date.now() - HOUR_MS), new Date(Date.now() + HOUR_MS)];

let open: OpenTransactions;
beforeAll(async () => {
  open = await openTransactions([User, StoredFile]);
});
afterAll(() => open.close());

describe.each(['filesystem', 's3'] as const)('FileSweeper on %s', (backend) => {
  let folder: string;
  let s3: TestS3 | undefined;
  let storages: Storages;
  let files: FilesService;
  let sweeper: FileSweeper;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sweeper-'));
    if (backend === 's3') s3 = await startS3();
    const onDisk = (name: StorageName) => new FilesystemStorage(join(folder, name));
    storages = new Storages(s3 ? openBuckets(s3.config) : onDisk);
    files = new FilesService(open.transactions, storages);
    sweeper = new FileSweeper(open.transactions, storages);
  });
  beforeEach(async () => {
    await open.source.query('DELETE FROM stored_file');
    await sweeper.sweepOrphans(IN_AN_HOUR);
  });
  afterAll(async () => {
    await s3?.close();
    rmSync(folder, { recursive: true });
  });

  const store = (storage: StorageName = 'media') =>
    files.store(
      { bytes: Buffer.from('a CV'), originalName: 'cv.txt', ownerId: null, storage },
      async (row) => row,
    );
  const isThere = async (file: StoredFile) => (await storages.of(file.storage).stat(file.key)) !== null;
  const rows = () => open.transactions.repository(StoredFile).count();

  it('removes deleted files of every storage, rows and bytes, and leaves the others', async () => {
    const [kept, ...gone] = [await store(), await store(), await store('finance')];
    await files.delete(gone.map(({ id }) => id));
    await expect(files.find(gone[0]!.id)).rejects.toThrow();

    expect(await sweeper.sweepRows(HOUR_AGO)).toBe(2);
    expect(await Promise.all([kept, ...gone].map(isThere))).toEqual([true, false, false]);
    expect(await rows()).toBe(1);
  });

  it('removes what was begun long ago and never became ready', async () => {
    const file = await store();
    await open.source.query(`UPDATE stored_file SET status = 'pending'`);
    expect(await sweeper.sweepRows(HOUR_AGO)).toBe(0);
    expect(await isThere(file)).toBe(true);

    expect(await sweeper.sweepRows(IN_AN_HOUR)).toBe(1);
    expect(await isThere(file)).toBe(false);
  });

  it('keeps the bytes of a deleted file that something still refers to', async () => {
    const file = await store();
    await open.source.query(`CREATE TABLE letter (file_id bigint REFERENCES stored_file ON DELETE RESTRICT)`);
    await open.source.query(`INSERT INTO letter VALUES (${file.id})`);
    await files.delete([file.id]);

    expect(await sweeper.sweepRows(HOUR_AGO)).toBe(0);
    expect(await isThere(file)).toBe(true);
    await open.source.query('DROP TABLE letter');
  });

  it('removes objects that no row knows once they are old enough, and nothing that is not ours', async () => {
    const known = await store();
    const orphan = randomUUID();
    const headers = { contentType: 'text/plain' };
    await storages.of('media').put(orphan, asSource(Buffer.from('x')), headers);
    await storages.of('media').put('readme.txt', asSource(Buffer.from('x')), headers);

    expect(await sweeper.sweepOrphans(HOUR_AGO)).toBe(0);
    expect(await sweeper.sweepOrphans(IN_AN_HOUR)).toBe(1);
    expect(await storages.of('media').stat(orphan)).toBeNull();
    expect(await storages.of('media').stat('readme.txt')).not.toBeNull();
    expect(await isThere(known)).toBe(true);
  });

  it('finds orphans among more rows than it reads at a time', async () => {
    await open.source.query(
      `INSERT INTO stored_file (storage, key, original_name, size, sha256, content_type)
       SELECT 'media', gen_random_uuid(), 'a', 0, '', 'text/plain' FROM generate_series(1, 2500)`,
    );
    const known = [await store(), await store(), await store()];
    const orphans = [randomUUID(), randomUUID(), randomUUID()];
    for (const key of orphans)
      await storages.of('media').put(key, asSource(Buffer.from('x')), { contentType: 'text/plain' });

    expect(await sweeper.sweepOrphans(IN_AN_HOUR)).toBe(3);
    expect(await Promise.all(known.map(isThere))).toEqual([true, true, true]);
  });

  if (backend === 'filesystem')
    it.each([
      ['media', '0b'],
      ['static', ''],
    ])('removes the draft of a process that was killed while writing into %s', async (name, fan) => {
      const at = join(folder, name, fan);
      mkdirSync(at, { recursive: true });
      writeFileSync(join(at, `0b-name.${randomUUID()}..part`), 'half');
      expect(await sweeper.sweepOrphans(HOUR_AGO)).toBe(0);
      expect(await sweeper.sweepOrphans(IN_AN_HOUR)).toBe(1);
    });
});
