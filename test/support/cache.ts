import type { CacheBackend } from '../../src/core/cache/cache-backend.js';
import { CacheStatistics } from '../../src/core/cache/cache-statistics.js';
import { Cache } from '../../src/core/cache/cache.service.js';
import type { EntityChanges } from '../../src/core/cache/entity-changes.service.js';
import { MemoryBackend } from '../../src/core/cache/memory.backend.js';
import type { OpenTransactions } from './open-transactions.js';

/** A cache as a process has it, in memory unless another backend is given. */
export function openCache(
  { source, transactions }: Pick<OpenTransactions, 'source' | 'transactions'>,
  changes: EntityChanges,
  backend: CacheBackend = new MemoryBackend(),
  statistics = new CacheStatistics(),
): Cache {
  return new Cache(backend, source, transactions, changes, statistics);
}
