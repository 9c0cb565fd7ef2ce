import type { StorageBackend, StorageConfig, StorageName } from '../config/storage-config.js';
import { FilesystemStorage } from './filesystem.storage.js';
import type { Storage } from './storage.js';

/** Opens the storages of a backend, by default the one in use: the only place that knows which classes there are. */
export async function openStorages(
  config: StorageConfig,
  backend: StorageBackend = config.backend,
): Promise<(name: StorageName) => Storage> {
  if (backend === 'filesystem') return (name) => new FilesystemStorage(config.directories[name]);
  if (!config.s3) throw new Error('the configuration has no S3');
  // Amazon's client is large: only who uses it loads it.
  const { openBuckets } = await import('./open-buckets.js');
  return openBuckets(config.s3);
}
