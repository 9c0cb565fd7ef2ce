import type { StorageName } from '../config/storage-config.js';
import type { Transactions } from '../database/transactions.service.js';
import type { ObjectInfo, Storage } from './storage.js';
import type { StoredFile } from './stored-file.entity.js';

const BATCH = 1_000;

/** What a row says of its object. */
export type FileRecord = Pick<StoredFile, 'id' | 'key' | 'size' | 'sha256' | 'contentType' | 'status'>;

/** A key that is in the table, in the storage or in both. */
export interface Compared {
  key: string;
  row: FileRecord | null;
  object: ObjectInfo | null;
}

/**
 * Goes through the rows and the objects of a storage side by side, both in the order of their keys: any number of them
 * in the memory of a thousand, with one question to the storage for each page of its list. Either side may have changed
 * since it was read.
 */
export async function* compareStorage(
  transactions: Transactions,
  name: StorageName,
  storage: Storage,
): AsyncGenerator<Compared> {
  const rows = recordsOf(transactions, name);
  const objects = storage.list()[Symbol.asyncIterator]();
  try {
    let row = await next(rows);
    let object = await next(objects);
    while (row || object) {
      const key = !object || (row && row.key < object.key) ? row!.key : object.key;
      const [ownRow, ownObject] = [row?.key === key ? row : null, object?.key === key ? object : null];
      yield { key, row: ownRow, object: ownObject };
      if (ownRow) row = await next(rows);
      if (ownObject) object = await next(objects);
    }
  } finally {
    await objects.return?.();
  }
}

/** The row of a key as it is now; null when there is none. */
export async function recordOf(transactions: Transactions, key: string): Promise<FileRecord | null> {
  const [row] = await transactions.sql<FileRecord>(`${SELECT} WHERE key = $1`, [key]);
  return row ?? null;
}

const SELECT = `SELECT id, key, size, sha256, content_type AS "contentType", status FROM stored_file`;

/** By key rather than by a cursor: no transaction stays open while a storage takes its time. */
async function* recordsOf(transactions: Transactions, name: StorageName): AsyncGenerator<FileRecord> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await transactions.sql<FileRecord>(
      `${SELECT} WHERE storage = $1 AND key > $2 ORDER BY key LIMIT ${BATCH}`,
      [name, last],
    );
    yield* rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.key;
  }
}

async function next<Item>(items: AsyncIterator<Item>): Promise<Item | null> {
  const { value, done } = await items.next();
  return done ? null : value;
}
