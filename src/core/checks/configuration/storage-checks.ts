import { randomUUID } from 'node:crypto';
import { mkdir, statfs } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { STORAGE_NAMES, type StorageConfig, type StorageName } from '../../config/storage-config.js';
import { asSource } from '../../storage/new-file.js';
import { openStorages } from '../../storage/open-storage.js';
import type { Storage } from '../../storage/storage.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { type Check, error, type Problem, warning } from '../check.js';
import type { ConfigurationSubject } from './configuration-subject.js';

const MIN_FREE_BYTES = 1024 ** 3;

/** Whether files can be kept. */
export const STORAGE_CHECKS: Check<ConfigurationSubject>[] = [
  {
    id: 'storage.writable',
    find: async ({ config }) => {
      const open = await openStorages(config.storage);
      const found = await Promise.all(STORAGE_NAMES.map((name) => find(config.storage, name, open(name))));
      return found.flat();
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

async function find(config: StorageConfig, name: StorageName, storage: Storage): Promise<Problem[]> {
  try {
    await tryOut(storage);
    return [];
  } catch (problem) {
    const cause = problem instanceof StorageUnavailableError ? problem.cause : problem;
    const [place, hint] =
      config.backend === 's3'
        ? [
            `the bucket ${config.s3.buckets[name]}`,
            'See that the bucket exists and that the key may list, read, write and delete in it.',
          ]
        : [config.directories[name], 'Make DATA_DIR a folder that the user of the service may write to.'];
    return [error(`Files cannot be kept in ${place}: ${(cause as Error).message}.`, hint)];
  }
}

/** Does once what the service does with every upload. */
async function tryOut(storage: Storage): Promise<void> {
  // Always in the same one of the storage's folders, so that checking leaves one behind at most.
  const key = `00000000-${randomUUID().slice(9)}`;
  const bytes = Buffer.from(key);
  try {
    await storage.put(key, asSource(bytes), { contentType: 'text/plain' });
    if (!(await buffer((await storage.get(key)).stream)).equals(bytes))
      throw new Error('what was written reads differently');
  } finally {
    await storage.delete(key);
  }
}
