import type { Dirent, Stats } from 'node:fs';
import { link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { syncFolder, writeAll } from './filesystem-write.js';
import { assertStorageKey, isFileKey, isStorageKey } from './storage-key.js';
import { type ByteRange, type ByteSource, type ObjectInfo, type OpenObject, Storage } from './storage.js';
import {
  StorageObjectExistsError,
  StorageObjectMissingError,
  StorageUnavailableError,
} from './storage.errors.js';

/** Its dots make it no key, so that no reader ever takes a draft for an object. */
const DRAFT = /\.\.part$/;

/** Larger portions than Node's own make a stream of a gigabyte a third faster. */
const READ_BYTES = 256 * 1024;

/**
 * Files below one directory. Those of people are fanned out by their key's first characters, so that no folder grows
 * huge; static files lie flat, where a web server may serve them.
 */
export class FilesystemStorage extends Storage {
  constructor(private readonly directory: string) {
    super();
  }

  override async put(key: string, bytes: ByteSource): Promise<void> {
    // A link, unlike a rename, fails where a file is.
    await this.write(key, bytes, (draft, path) => link(draft, path));
  }

  override async replace(key: string, bytes: ByteSource): Promise<void> {
    await this.write(key, bytes, (draft, path) => rename(draft, path));
  }

  override async get(key: string, range?: ByteRange): Promise<OpenObject> {
    const path = this.pathOf(key);
    const file = await open(path).catch((error: unknown) => {
      throw isMissing(error) ? new StorageObjectMissingError(key) : new StorageUnavailableError(error);
    });
    try {
      const { size } = await file.stat();
      const part = range && { start: range.first, end: range.last };
      return { stream: file.createReadStream({ highWaterMark: READ_BYTES, ...part }), size };
    } catch (error) {
      await file.close();
      throw new StorageUnavailableError(error);
    }
  }

  override async stat(key: string): Promise<ObjectInfo | null> {
    const found = await unlessMissing(stat(this.pathOf(key)));
    return found && infoOf(key, found);
  }

  override async *list(): AsyncGenerator<ObjectInfo> {
    for await (const [key, path] of this.walk()) {
      if (!isStorageKey(key)) continue;
      const found = await unlessMissing(stat(path));
      if (found) yield infoOf(key, found);
    }
  }

  override async delete(key: string): Promise<void> {
    await unlessMissing(rm(this.pathOf(key)));
  }

  override async removeDrafts(before: Date): Promise<number> {
    let removed = 0;
    for await (const [name, path] of this.walk()) {
      if (!DRAFT.test(name)) continue;
      const found = await unlessMissing(stat(path));
      if (!found || found.mtime >= before) continue;
      await unlessMissing(rm(path));
      removed += 1;
    }
    return removed;
  }

  private async write(
    key: string,
    bytes: ByteSource,
    settle: (draft: string, path: string) => Promise<void>,
  ): Promise<void> {
    const path = this.pathOf(key);
    const draft = `${path}.${randomUUID()}..part`;
    const written = await unavailableUnlessMade(dirname(path));
    try {
      await writeAll(draft, bytes);
      await settle(draft, path).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'EEXIST'
          ? new StorageObjectExistsError(key)
          : new StorageUnavailableError(error);
      });
      await syncFolder(written);
    } finally {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }

  /** Names and paths of all files, in the order of their names. */
  private async *walk(): AsyncGenerator<[name: string, path: string]> {
    for (const entry of await entriesOf(this.directory)) {
      const path = join(this.directory, entry.name);
      if (!entry.isDirectory()) yield [entry.name, path];
      else for (const { name } of await entriesOf(path)) yield [name, join(path, name)];
    }
  }

  private pathOf(key: string): string {
    assertStorageKey(key);
    return isFileKey(key) ? join(this.directory, key.slice(0, 2), key) : join(this.directory, key);
  }
}

async function unavailableUnlessMade(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new StorageUnavailableError(error);
  });
  return folder;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = (await unlessMissing(readdir(folder, { withFileTypes: true }))) ?? [];
  return entries.sort(({ name: a }, { name: b }) => (a < b ? -1 : 1));
}

async function unlessMissing<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return null;
    throw new StorageUnavailableError(error);
  }
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

const infoOf = (key: string, { size, mtime }: Stats): ObjectInfo => ({ key, size, modifiedAt: mtime });
