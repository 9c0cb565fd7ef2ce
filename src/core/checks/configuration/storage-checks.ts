import { randomUUID } from 'node:crypto';
import { mkdir, statfs } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { FilesystemStorage } from '../../storage/filesystem.storage.js';
import { type Check, error, warning } from '../check.js';
import type { ConfigurationSubject } from './configuration-subject.js';

const MIN_FREE_BYTES = 1024 ** 3;

/** Whether files can be kept. */
export const STORAGE_CHECKS: Check<ConfigurationSubject>[] = [
  {
    id: 'storage.writable',
    find: async ({ config }) => {
      const { directory } = config.storage;
      try {
        await tryOut(new FilesystemStorage(directory));
        return [];
      } catch (problem) {
        return [
          error(
            `Files cannot be kept in ${directory}: ${(problem as Error).message}.`,
            'Make DATA_DIR a folder that the user of the service may write to.',
          ),
        ];
      }
    },
  },
  {
    id: 'storage.free-space',
    find: async ({ config }) => {
      await mkdir(config.dataDir, { recursive: true });
      const { bavail, bsize } = await statfs(config.dataDir);
      const free = bavail * bsize;
      if (free >= MIN_FREE_BYTES) return [];
      return [
        warning(
          `${config.dataDir} has ${Math.floor(free / 1024 ** 2)} MB left.`,
          'Make room: a full disk stops writes.',
        ),
      ];
    },
  },
];

/** Does once what the service does with every upload. */
async function tryOut(storage: FilesystemStorage): Promise<void> {
  // Always in the same one of the storage's folders, so that checking leaves one behind at most.
  const key = `00000000-${randomUUID().slice(9)}`;
  const bytes = Buffer.from(key);
  try {
    await storage.put(key, bytes);
    if (!(await buffer(await storage.get(key))).equals(bytes))
      throw new Error('what was written reads differently');
  } finally {
    await storage.delete(key);
  }
}
