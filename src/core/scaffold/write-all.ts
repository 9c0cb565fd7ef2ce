import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The text of a file by its path from the project's root, with forward slashes. */
export type Texts = ReadonlyMap<string, string>;

/**
 * Writes new files, then changed ones; if one of them cannot be written, all are as they were before.
 * @throws what the file system said; a new file that exists already is an `EEXIST`.
 */
export async function writeAll(root: string, created: Texts, changed: Texts): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    for (const [path, text] of created) {
      const folder = dirname(join(root, path));
      const first = await mkdir(folder, { recursive: true });
      if (first) undo.push(() => removeEmpty(folder, first));
      await writeFile(join(root, path), text, { flag: 'wx' });
      undo.push(() => rm(join(root, path)));
    }
    for (const [path, text] of changed) {
      const before = await readFile(join(root, path));
      await replace(join(root, path), text);
      undo.push(() => replace(join(root, path), before));
    }
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

/** Removes a folder and those above it up to the first that was made. */
async function removeEmpty(folder: string, first: string): Promise<void> {
  await rmdir(folder);
  if (folder !== first) await removeEmpty(dirname(folder), first);
}

/** By way of a file beside it, so that nobody ever reads half of it. */
async function replace(path: string, content: string | Buffer): Promise<void> {
  const temporary = `${path}.${process.pid}.new`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
