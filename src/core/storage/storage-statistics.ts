import { Injectable } from '@nestjs/common';
import type { StorageName } from '../config/storage-config.js';

export type StorageOperation = 'put' | 'get' | 'stat' | 'list' | 'delete';

/** How often a storage was asked for an operation. */
export interface StorageCounts {
  done: number;
  /** The storage did not do it; what is merely missing or taken there is an answer too. */
  failed: number;
  /** Written by `put`, read by `get`. */
  bytes: number;
}

/** What the storages of this process were asked; for metrics. */
@Injectable()
export class StorageStatistics {
  private readonly counts = new Map<string, [StorageName, StorageOperation, StorageCounts]>();

  /** The counts of an operation, to be counted up. */
  of(storage: StorageName, operation: StorageOperation): StorageCounts {
    const key = `${storage} ${operation}`;
    let known = this.counts.get(key);
    if (!known) this.counts.set(key, (known = [storage, operation, { done: 0, failed: 0, bytes: 0 }]));
    return known[2];
  }

  all(): [StorageName, StorageOperation, Readonly<StorageCounts>][] {
    return [...this.counts.values()];
  }
}
