import { createHash } from 'node:crypto';
import type { StorageName } from '../config/storage-config.js';
import type { Transactions } from '../database/transactions.service.js';
import { compareStorage, type FileRecord, recordOf } from './compare-storage.js';
import type { ObjectInfo, Storage } from './storage.js';

/** Something in a storage that is not as its table says. */
export interface StorageFinding {
  storage: StorageName;
  key: string;
  /** Null for an object without a row, and for static files. */
  file: number | null;
  problem: 'missing' | 'size' | 'checksum' | 'orphan';
  detail: string;
}

/**
 * Compares the rows of a storage with its objects, and tells each key once it is checked: null when all is well. What
 * changed while it was being compared is looked at again.
 * @param checksums also reads every object and compares its SHA-256.
 */
export async function* verifyStorage(
  transactions: Transactions,
  name: StorageName,
  storage: Storage,
  checksums: boolean,
): AsyncGenerator<StorageFinding | null> {
  for await (const { key, row, object } of compareStorage(transactions, name, storage)) {
    let problem = await problemOf(storage, row, object, false);
    if (problem) {
      const now = await recordOf(transactions, key);
      problem = await problemOf(storage, now, await storage.stat(key), false);
    } else if (checksums && row && object) problem = await problemOf(storage, row, object, true);
    yield problem && { storage: name, key, file: row?.id ?? null, ...problem };
  }
}

async function problemOf(
  storage: Storage,
  row: FileRecord | null,
  object: ObjectInfo | null,
  checksums: boolean,
): Promise<Pick<StorageFinding, 'problem' | 'detail'> | null> {
  if (!row) return object && { problem: 'orphan', detail: `${object.size} bytes that no row knows` };
  // Others are on their way in or out.
  if (row.status !== 'ready') return null;
  if (!object) return { problem: 'missing', detail: `${row.size} bytes are not there` };
  if (object.size !== row.size)
    return { problem: 'size', detail: `${object.size} bytes instead of ${row.size}` };
  if (!checksums || (await sha256Of(storage, row.key)) === row.sha256) return null;
  return { problem: 'checksum', detail: 'the bytes are others than those that were stored' };
}

/** In lower-case hexadecimal. */
export async function sha256Of(storage: Storage, key: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const portion of (await storage.get(key)).stream) hash.update(portion as Uint8Array);
  return hash.digest('hex');
}
