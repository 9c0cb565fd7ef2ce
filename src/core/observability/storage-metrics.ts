import { Counter, type Registry } from 'prom-client';
import type { StorageStatistics } from '../storage/storage-statistics.js';

/** What the storages were asked, what they did not do, and how many bytes went through. */
export function addStorageMetrics(registry: Registry, statistics: StorageStatistics): void {
  new Counter({
    name: 'storage_operations_total',
    help: 'Operations asked of a storage; failed ones it could not do, being full or away.',
    labelNames: ['storage', 'operation', 'outcome'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [storage, operation, { done, failed }] of statistics.all()) {
        this.inc({ storage, operation, outcome: 'done' }, done);
        this.inc({ storage, operation, outcome: 'failed' }, failed);
      }
    },
  });
  new Counter({
    name: 'storage_bytes_total',
    help: 'Bytes written to a storage (put) and asked of it (get).',
    labelNames: ['storage', 'operation'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [storage, operation, { bytes }] of statistics.all())
        if (operation === 'put' || operation === 'get') this.inc({ storage, operation }, bytes);
    },
  });
}
