import { Injectable, Logger } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Transactions } from '../database/transactions.service.js';
import { NotFoundError } from '../http/app-error.js';
import { Storage } from './storage.js';
import { StoredFile } from './stored-file.entity.js';

export interface NewFile {
  bytes: Buffer;
  originalName: string;
  contentType: string;
  ownerId: number;
}

/** Stored files: a row and its bytes, kept in step. */
@Injectable()
export class FilesService {
  private readonly log = new Logger(FilesService.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly storage: Storage,
  ) {}

  /**
   * Stores bytes and then runs `work`, whose transaction also makes the file `ready`. The row exists before
   * the bytes and is ready only with what refers to it, so a crash at any point leaves a `pending` row to sweep
   * and never an object without one; when `work` fails, row and bytes are gone.
   */
  async store<Result>(file: NewFile, work: (stored: StoredFile) => Promise<Result>): Promise<Result> {
    const row = await this.transactions.insert(StoredFile, {
      storage: 'media',
      key: randomUUID(),
      originalName: displayName(file.originalName),
      size: file.bytes.length,
      sha256: createHash('sha256').update(file.bytes).digest('hex'),
      contentType: file.contentType,
      ownerId: file.ownerId,
    });
    try {
      await this.storage.put(row.key, file.bytes);
      return await this.transactions.run(async () => {
        await this.transactions.repository(StoredFile).update(row.id, { status: 'ready' });
        return work({ ...row, status: 'ready' });
      });
    } catch (error) {
      await this.discard(row).catch((cause: Error) =>
        this.log.warn(`file ${row.id} is left to the sweeper`, cause),
      );
      throw error;
    }
  }

  /** Undoes a failed `store`, unless its transaction has committed and only the answer to that was lost. */
  private async discard(row: StoredFile): Promise<void> {
    const pending = { id: row.id, status: 'pending' as const };
    const { affected } = await this.transactions.repository(StoredFile).delete(pending);
    if (affected) await this.storage.delete(row.key);
  }

  /** The row of a file that can be read. @throws NotFoundError */
  async find(id: number): Promise<StoredFile> {
    const row = await this.transactions.repository(StoredFile).findOneBy({ id, status: 'ready' });
    if (!row) throw new NotFoundError();
    return row;
  }

  read(file: StoredFile): Promise<Readable> {
    return this.storage.get(file.key);
  }
}

/** The last part of whatever path was sent, without control characters, at most 200 characters. */
function displayName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return (
    last
      .replace(/[\u0000-\u001f\u007f-\u009f]/g, '')
      .toWellFormed()
      .slice(0, 200) || 'file'
  );
}
