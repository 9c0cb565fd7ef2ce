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

/** Writes one portion while the source makes the next one. */
async function fill(file: FileHandle, bytes: ByteSource): Promise<void> {
  let writing: Promise<unknown> = Promise.resolve();
  try {
    for await (const portion of bytes) {
      await writing;
      writing = disk(() => writePortion(file, portion));
    }
  } finally {
    await writing;
  }
}

/** A full disk takes a part of a portion before it refuses the rest. */
async function writePortion(file: FileHandle, portion: Uint8Array): Promise<void> {
  for (let done = 0; done < portion.length;) done += (await file.write(portion, done)).bytesWritten;
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
