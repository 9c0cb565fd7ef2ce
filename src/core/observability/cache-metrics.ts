import { Counter, type Registry } from 'prom-client';
import type { CacheStatistics } from '../cache/cache-statistics.js';

const OUTCOMES = { hits: 'hit', misses: 'miss', bypasses: 'bypass' } as const;

/** How often each namespace of the cache was asked, and how that went. */
export function addCacheMetrics(registry: Registry, statistics: CacheStatistics): void {
  new Counter({
    name: 'cache_requests_total',
    help: 'Values asked of the cache: found there (hit), produced for it (miss), produced without it (bypass).',
    labelNames: ['namespace', 'outcome'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [namespace, counts] of statistics.all())
        for (const [name, outcome] of Object.entries(OUTCOMES))
          this.inc({ namespace, outcome }, counts[name as keyof typeof OUTCOMES]);
    },
  });
  new Counter({
    name: 'cache_errors_total',
    help: "Calls to the cache's server that failed.",
    labelNames: ['namespace'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [namespace, { errors }] of statistics.all()) this.inc({ namespace }, errors);
    },
  });
}
