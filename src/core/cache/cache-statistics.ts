import { Injectable } from '@nestjs/common';

/** How often a namespace of the cache was asked, by how that went; counted since the process started. */
export interface CacheCounts {
  /** Answered by the cache, or by what another caller was producing already. */
  hits: number;
  /** Produced and put into the cache. */
  misses: number;
  /** Produced without the cache: inside of a transaction, or while its server is away. */
  bypasses: number;
  /** Calls to the cache's server that failed. */
  errors: number;
}

/** What the caches of this process were asked, by namespace; for metrics. */
@Injectable()
export class CacheStatistics {
  private readonly counts = new Map<string, CacheCounts>();

  /** The counts of a namespace, to be counted up. */
  of(namespace: string): CacheCounts {
    let counts = this.counts.get(namespace);
    if (!counts) this.counts.set(namespace, (counts = { hits: 0, misses: 0, bypasses: 0, errors: 0 }));
    return counts;
  }

  all(): [namespace: string, counts: Readonly<CacheCounts>][] {
    return [...this.counts];
  }
}
