import { type FileHandle, open } from 'node:fs/promises';
import type { ByteSource } from './storage.js';
import { StorageUnavailableError } from './storage.errors.js';

/**
 * Writes a new file, readable by its owner only, and returns when its bytes are on the disk and not merely on their way.
 * @throws StorageUnavailableError when the disk refuses, and whatever the source throws.
 */
export async function writeAll(path: string, bytes: ByteSource): Promise<void> {
  const file = await disk(() => open(path, 'wx', 0o600));
  try {
    await fill(file, bytes);
    await disk(() => file.sync());
  } finally {
    await file.close();
  }
}

/** Portions are written together: each call costs about as much as 64 KB do. */
const WRITE_BYTES = 512 * 1024;

/** Writes some portions while the source makes the next ones. */
async function fill(file: FileHandle, bytes: ByteSource): Promise<void> {
  let writing: Promise<unknown> = Promise.resolve();
  let [portions, size] = [[] as Uint8Array[], 0];
  try {
    for await (const portion of bytes) {
      portions.push(portion);
      size += portion.length;
      if (size < WRITE_BYTES) continue;
      await writing;
      writing = writePortions(file, portions, size);
      writing.catch(() => undefined); // told by the next await
      [portions, size] = [[], 0];
    }
    await writing;
    if (size > 0) await writePortions(file, portions, size);
  } finally {
    await writing;
  }
}

/** A disk that is nearly full takes a part before it refuses the rest. */
async function writePortions(file: FileHandle, portions: Uint8Array[], size: number): Promise<void> {
  await disk(async () => {
    const { bytesWritten } = await file.writev(portions);
    if (bytesWritten < size) await file.writeFile(Buffer.concat(portions).subarray(bytesWritten));
  });
}

/** Makes the folder's new entry last; what cannot sync a folder (Windows) does without. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path).catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

async function disk<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new StorageUnavailableError(error);
  }
}
