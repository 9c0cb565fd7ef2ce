import type { StorageName } from '../config/storage-config.js';
import { traceCall } from '../observability/tracing.js';
import {
  type ByteRange,
  type ByteSource,
  type ObjectHeaders,
  type ObjectInfo,
  type OpenObject,
  Storage,
} from './storage.js';
import type { StorageCounts, StorageOperation, StorageStatistics } from './storage-statistics.js';
import { StorageUnavailableError } from './storage.errors.js';

/** A storage whose operations are counted; it does what the one behind it does. */
export class CountedStorage extends Storage {
  constructor(
    private readonly name: StorageName,
    private readonly storage: Storage,
    private readonly statistics: StorageStatistics,
  ) {
    super();
  }

  override put(key: string, bytes: ByteSource, headers: ObjectHeaders): Promise<void> {
    return this.counted('put', (counts) => this.storage.put(key, countedBytes(bytes, counts), headers));
  }

  override replace(key: string, bytes: ByteSource, headers: ObjectHeaders): Promise<void> {
    return this.counted('put', (counts) => this.storage.replace(key, countedBytes(bytes, counts), headers));
  }

  override get(key: string, range?: ByteRange): Promise<OpenObject> {
    return this.counted('get', async (counts) => {
      const object = await this.storage.get(key, range);
      counts.bytes += range ? range.last - range.first + 1 : object.size;
      return object;
    });
  }

  override stat(key: string): Promise<ObjectInfo | null> {
    return this.counted('stat', () => this.storage.stat(key));
  }

  override async *list(): AsyncIterable<ObjectInfo> {
    const counts = this.statistics.of(this.name, 'list');
    try {
      yield* this.storage.list();
      counts.done += 1;
    } catch (error) {
      counts.failed += 1;
      throw error;
    }
  }

  override delete(key: string): Promise<void> {
    return this.counted('delete', () => this.storage.delete(key));
  }

  override removeDrafts(before: Date): Promise<number> {
    return this.counted('delete', () => this.storage.removeDrafts(before));
  }

  private async counted<Result>(
    operation: StorageOperation,
    work: (counts: StorageCounts) => Promise<Result>,
  ): Promise<Result> {
    const counts = this.statistics.of(this.name, operation);
    try {
      const attributes = { 'cv_improver.storage': this.name };
      const result = await traceCall(`storage ${operation}`, attributes, () => work(counts));
      counts.done += 1;
      return result;
    } catch (error) {
      if (error instanceof StorageUnavailableError) counts.failed += 1;
      else counts.done += 1;
      throw error;
    }
  }
}

async function* countedBytes(bytes: ByteSource, counts: StorageCounts): AsyncGenerator<Uint8Array> {
  for await (const portion of bytes) {
    counts.bytes += portion.length;
    yield portion;
  }
}
