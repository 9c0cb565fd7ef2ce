import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';
import { text } from 'node:stream/consumers';
import { asSource } from './new-file.js';
import { isStaticType, staticTypeOf } from './static-types.js';
import { isStorageKey } from './storage-key.js';
import { StorageObjectMissingError } from './storage.errors.js';
import { Storages } from './storages.js';

/** The object that lists the others; the only one that ever changes. */
export const MANIFEST = 'manifest.json';

const IMMUTABLE = 'public, max-age=31536000, immutable';

/** What is in the static storage. */
interface StaticManifest {
  /** Keys by the names without their hash: `site.js` is `site-0f3c….js`. */
  files: Record<string, string>;
  /** Keys of the release before, for pages that are still open. */
  previous: string[];
}

/** What a collection did. */
export interface StaticCollection {
  files: Record<string, string>;
  stored: number;
  removed: number;
}

/** Files for browsers, under names that hold a hash of their content, so that every cache may keep them for good. */
@Injectable()
export class StaticFiles {
  constructor(private readonly storages: Storages) {}

  /**
   * Stores the files of some folders and their manifest; what neither they nor the release before have is removed.
   * @throws Error for a file whose name or type cannot be served.
   */
  async collect(folders: readonly string[]): Promise<StaticCollection> {
    const storage = this.storages.of('static');
    const found = (await Promise.all(folders.map(readFolder))).flat();
    const before = await this.manifest();
    let stored = 0;
    for (const { key, bytes } of found) {
      if (await storage.stat(key)) continue;
      await storage.put(key, asSource(bytes), { contentType: staticTypeOf(key), cacheControl: IMMUTABLE });
      stored += 1;
    }
    const files = Object.fromEntries(found.map(({ name, key }) => [name, key]));
    const now = new Set(Object.values(files));
    const last = Object.values(before.files).filter((key) => !now.has(key));
    // Collected twice, a release is not its own predecessor.
    const previous = last.length > 0 ? last : before.previous.filter((key) => !now.has(key));
    const manifest = Buffer.from(
      `${JSON.stringify({ files, previous } satisfies StaticManifest, null, 2)}\n`,
    );
    await storage.replace(MANIFEST, asSource(manifest), {
      contentType: 'application/json',
      cacheControl: 'no-cache',
    });
    return { files, stored, removed: await this.removeAllBut(new Set([MANIFEST, ...now, ...previous])) };
  }

  /** What was collected last; nothing before the first time. */
  async manifest(): Promise<StaticManifest> {
    try {
      const { stream } = await this.storages.of('static').get(MANIFEST);
      return JSON.parse(await text(stream)) as StaticManifest;
    } catch (error) {
      if (error instanceof StorageObjectMissingError) return { files: {}, previous: [] };
      throw error;
    }
  }

  private async removeAllBut(kept: ReadonlySet<string>): Promise<number> {
    const storage = this.storages.of('static');
    let removed = 0;
    for await (const { key } of storage.list()) {
      if (kept.has(key)) continue;
      await storage.delete(key);
      removed += 1;
    }
    return removed;
  }
}

/** A file on its way into the storage. */
interface FoundFile {
  name: string;
  key: string;
  bytes: Buffer;
}

/** What the build has compressed ahead stays behind: whoever serves the storage compresses by itself. */
const LEFT_OUT = /(^\.|\.(br|gz)$|^manifest\.json$)/;

async function readFolder(folder: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && !LEFT_OUT.test(entry.name))
    .map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => hashed(folder, name, await readFile(join(folder, name)))),
  );
}

/** A name that holds the hash already, as the panel's build makes them, is kept. */
function hashed(folder: string, file: string, bytes: Buffer): FoundFile {
  if (!isStaticType(file))
    throw new Error(
      `${join(folder, file)} has no type that is served to browsers: ${extname(file) || 'no ending'}`,
    );
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const { name, ext } = parse(file);
  const plain = name.endsWith(`-${hash}`) ? name.slice(0, -hash.length - 1) : name;
  const key = `${plain}-${hash}${ext}`;
  if (!isStorageKey(key))
    throw new Error(`${join(folder, file)} cannot be stored: rename it to letters, digits, "-", "_" and "."`);
  return { name: `${plain}${ext}`, key, bytes };
}
