import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Transactions } from '../database/transactions.service.js';
import { NotFoundError } from '../http/app-error.js';
import { ByteMeter } from './byte-meter.js';
import { peek, sniffContentType } from './content-type.js';
import { asSource, displayName, type NewFile } from './new-file.js';
import type { ByteRange } from './storage.js';
import { StorageObjectMissingError, StorageUnavailableError } from './storage.errors.js';
import { StoredFile } from './stored-file.entity.js';
import { Storages } from './storages.js';

/** Stored files: a row and its bytes, kept in step. */
@Injectable()
export class FilesService {
  private readonly log = new Logger(FilesService.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly storages: Storages,
  ) {}

  /**
   * Stores bytes and then runs `work`, whose transaction also makes the file `ready`. The row exists before
   * the bytes and is ready only with what refers to it, so a crash at any point leaves a `pending` row to sweep
   * and never an object without one; when `work` fails, row and bytes are gone.
   * @throws StorageUnavailableError, FileTooLargeError, FileMismatchError, whatever source and `work` throw.
   */
  async store<Result>(file: NewFile, work: (stored: StoredFile) => Promise<Result>): Promise<Result> {
    return this.storeAll([file], ([stored]) => work(stored!));
  }

  /** The same of files that belong together: all of them or none. */
  async storeAll<Result>(
    files: readonly NewFile[],
    work: (stored: StoredFile[]) => Promise<Result>,
  ): Promise<Result> {
    const drafts: StoredFile[] = [];
    try {
      for (const file of files) drafts.push(await this.write(file));
      return await this.transactions.run(async () => {
        const stored = [];
        for (const draft of drafts) stored.push(await this.publish(draft));
        return work(stored);
      });
    } catch (error) {
      for (const draft of drafts) await this.discard(draft, error);
      throw error;
    }
  }

  /** The row of a file that can be read. @throws NotFoundError */
  async find(id: number): Promise<StoredFile> {
    const row = await this.transactions.repository(StoredFile).findOneBy({ id, status: 'ready' });
    if (!row) throw new NotFoundError();
    return row;
  }

  /**
   * Opens the bytes of a file, or a part of them.
   * @throws StorageUnavailableError, StorageObjectMissingError when they are lost, which an operator must see to.
   */
  async read(file: StoredFile, range?: ByteRange): Promise<Readable> {
    const { stream, size } = await this.storages.of(file.storage).get(file.key, range);
    if (size === file.size) return stream;
    stream.destroy();
    throw new StorageObjectMissingError(file.key);
  }

  /**
   * Gives files up, with the transaction in progress; `SweepFilesJob` removes their bytes. Whatever refers to them must
   * let go of them in the same transaction.
   */
  async delete(ids: readonly number[]): Promise<void> {
    await this.transactions.sql(
      `UPDATE stored_file SET status = 'deleted'
       WHERE id = ANY ($1) OR id IN (SELECT thumbnail_id FROM stored_file WHERE id = ANY ($1))`,
      [ids],
    );
  }

  /** Makes the `pending` row and writes the bytes; leaves nothing to read when either fails. */
  private async write({
    bytes,
    originalName,
    ownerId,
    storage = 'media',
    ...rest
  }: NewFile): Promise<StoredFile> {
    const source = await peek(asSource(bytes));
    const contentType = rest.contentType ?? (await sniffContentType(source.head));
    const meter = new ByteMeter(rest);
    const row = await this.transactions.insert(StoredFile, {
      ...{ storage, key: randomUUID(), originalName: displayName(originalName) },
      ...{ size: 0, sha256: '', contentType, ownerId },
    });
    try {
      await this.storages.of(storage).put(row.key, meter.measure(source.bytes), { contentType });
    } catch (error) {
      await this.discard(row, error);
      if (error instanceof StorageUnavailableError) this.log.error('a file could not be kept', error.cause);
      throw error;
    }
    return Object.assign(row, { size: meter.size, sha256: meter.sha256 });
  }

  private async publish({ id, ...row }: StoredFile): Promise<StoredFile> {
    const { size, sha256 } = row;
    const set = { size, sha256, status: 'ready' as const };
    const pending = { id, status: 'pending' as const };
    const { affected } = await this.transactions.repository(StoredFile).update(pending, set);
    if (!affected) throw new Error(`file ${id} took so long that it was swept`);
    return { ...row, ...set, id };
  }

  /**
   * Undoes a failed `store`, unless its transaction has committed and only the answer to that was lost. A storage that
   * failed may have kept the bytes all the same, so the row stays for the sweeper to remove both.
   */
  private async discard(row: StoredFile, error: unknown): Promise<void> {
    const pending = { id: row.id, status: 'pending' as const };
    const rows = this.transactions.repository(StoredFile);
    try {
      if (error instanceof StorageUnavailableError) await rows.update(pending, { status: 'deleted' });
      else if ((await rows.delete(pending)).affected) await this.storages.of(row.storage).delete(row.key);
    } catch (cause) {
      this.log.warn(`file ${row.id} is left to the sweeper`, cause);
    }
  }
}
