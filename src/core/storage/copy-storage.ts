import type { StorageName } from '../config/storage-config.js';
import type { Transactions } from '../database/transactions.service.js';
import { ByteMeter } from './byte-meter.js';
import { compareStorage, type FileRecord } from './compare-storage.js';
import { MANIFEST } from './static-files.service.js';
import { staticTypeOf } from './static-types.js';
import type { ObjectHeaders, Storage } from './storage.js';

/** Enough to hide the way to another server, few enough to leave the service its disk. */
const AT_ONCE = 4;

/** One object to copy, with what it must turn out to be. */
export interface ObjectToCopy {
  key: string;
  /** Bytes. */
  size: number;
  /** Null for static files: their names say it. */
  sha256: string | null;
  headers: ObjectHeaders;
}

/** The files of a storage that `to` does not hold yet, or holds in another size. */
export async function* filesToCopy(
  transactions: Transactions,
  name: Exclude<StorageName, 'static'>,
  to: Storage,
): AsyncGenerator<ObjectToCopy> {
  for await (const { row, object } of compareStorage(transactions, name, to))
    if (row?.status === 'ready' && object?.size !== row.size) yield toCopy(row);
}

const toCopy = ({ key, size, sha256, contentType }: FileRecord): ObjectToCopy => ({
  ...{ key, size, sha256 },
  headers: { contentType },
});

/** The same of static files, which have no rows; their manifest comes last, when all it names is there. */
export async function* staticToCopy(from: Storage, to: Storage): AsyncGenerator<ObjectToCopy> {
  const objects = [];
  for await (const object of from.list()) objects.push(object);
  objects.sort((a, b) => Number(a.key === MANIFEST) - Number(b.key === MANIFEST));
  for (const { key, size } of objects) {
    if (key !== MANIFEST && (await to.stat(key))?.size === size) continue;
    const cacheControl = key === MANIFEST ? 'no-cache' : 'public, max-age=31536000, immutable';
    yield { key, size, sha256: null, headers: { contentType: staticTypeOf(key), cacheControl } };
  }
}

/** What became of an object. */
export interface CopyResult {
  object: ObjectToCopy;
  /** Null when it was copied. */
  error: Error | null;
}

/**
 * Copies objects, several at a time, each checked against its size and hash on the way: one that differs leaves nothing
 * at its destination. A failure ends no other copy.
 */
export async function copyObjects(
  objects: AsyncIterable<ObjectToCopy>,
  from: Storage,
  to: Storage,
  done: (result: CopyResult) => void,
): Promise<void> {
  const queue = objects[Symbol.asyncIterator]();
  const worker = async (): Promise<void> => {
    for (;;) {
      const { value: object, done: isEmpty } = await queue.next();
      if (isEmpty) return;
      const error = await copyObject(object, from, to).then(
        () => null,
        (problem: Error) => problem,
      );
      done({ object, error });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function copyObject(
  { key, size, sha256, headers }: ObjectToCopy,
  from: Storage,
  to: Storage,
): Promise<void> {
  const meter = new ByteMeter({ size, ...(sha256 && { sha256 }) });
  const { stream } = await from.get(key);
  try {
    await to.replace(key, meter.measure(stream), headers);
  } finally {
    stream.destroy();
  }
}
