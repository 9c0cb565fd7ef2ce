import { Injectable, Logger } from '@nestjs/common';
import { STORAGE_NAMES, type StorageName } from '../config/storage-config.js';
import { Transactions } from '../database/transactions.service.js';
import { compareStorage, recordOf } from './compare-storage.js';
import { isFileKey } from './storage-key.js';
import { Storages } from './storages.js';

const BATCH = 500;

/** The storages whose objects each have a row. */
const WITH_ROWS = ['media', 'finance'] as const;

/** Removes what a crash, a failure or a deletion has left on either side of a storage. */
@Injectable()
export class FileSweeper {
  private readonly log = new Logger(FileSweeper.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly storages: Storages,
  ) {}

  /** Removes deleted files, and those that were begun before this moment and never became ready. @returns how many. */
  async sweepRows(begunBefore: Date): Promise<number> {
    await this.transactions.sql(
      `UPDATE stored_file SET status = 'deleted' WHERE status = 'pending' AND created_at < $1`,
      [begunBefore],
    );
    let removed = 0;
    for (let last = 0; ;) {
      const ids = await this.transactions.sql<{ id: number }>(
        `SELECT id FROM stored_file WHERE status = 'deleted' AND id > $1 ORDER BY id LIMIT ${BATCH}`,
        [last],
      );
      for (const { id } of ids) removed += Number(await this.remove(id));
      if (ids.length < BATCH) return removed;
      last = ids.at(-1)!.id;
    }
  }

  /** Removes objects and drafts from before this moment that no row knows. @returns how many. */
  async sweepOrphans(madeBefore: Date): Promise<number> {
    let removed = 0;
    for (const name of STORAGE_NAMES) removed += await this.storages.of(name).removeDrafts(madeBefore);
    for (const name of WITH_ROWS) {
      const storage = this.storages.of(name);
      for await (const { key, row, object } of compareStorage(this.transactions, name, storage)) {
        if (row || !object || object.modifiedAt >= madeBefore || !isFileKey(key)) continue;
        if (await recordOf(this.transactions, key)) continue;
        await storage.delete(key);
        removed += 1;
      }
    }
    return removed;
  }

  /** The row first: if something still refers to it, it stays, and so do the bytes. */
  private async remove(id: number): Promise<boolean> {
    try {
      const [row] = await this.transactions.sql<{ storage: StorageName; key: string }>(
        `DELETE FROM stored_file WHERE id = $1 AND status = 'deleted' RETURNING storage, key`,
        [id],
      );
      // Bytes that cannot be removed now are an orphan of tomorrow.
      if (row) await this.storages.of(row.storage).delete(row.key);
      return row !== undefined;
    } catch (error) {
      this.log.warn(`the deleted file ${id} could not be removed: ${(error as Error).message}`);
      return false;
    }
  }
}
