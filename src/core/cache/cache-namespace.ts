import { setTimeout as delay } from 'node:timers/promises';
import type { Transactions } from '../database/transactions.service.js';
import type { BackendNamespace, CacheBackend, Found, Reading, Release } from './cache-backend.js';
import type { CacheCounts } from './cache-statistics.js';

/** By so much of itself a time to live may be shorter, so that what was made together does not end together. */
const JITTER = 0.1;

/** How long a caller waits for what another process produces before it produces itself, in milliseconds. */
const PATIENCE_MS = 2_000;
const PAUSE_MS = 20;

/** What a namespace needs of the service. */
export interface CacheServices {
  backend: CacheBackend;
  transactions: Transactions;
  counts: CacheCounts;
}

/**
 * Values of one kind. A value is what JSON makes of it, null included: a negative result is remembered like any
 * other, undefined is not. What a caller gets is not to be changed, for others may hold the same.
 */
export class CacheNamespace<Value> {
  private readonly producing = new Map<string, Promise<Value>>();

  /** @param ttl how long a value is believed at most, in milliseconds. */
  constructor(
    private readonly services: CacheServices,
    private readonly namespace: BackendNamespace,
    private readonly ttl: number,
  ) {}

  /**
   * The value of a key; `produce` makes it where there is none, once for all who ask at the same time. Inside of a
   * transaction it is always produced and not kept: what the transaction sees is not there for others yet. So it is
   * while the cache's server is away.
   */
  async getOrSet(key: string, produce: () => Promise<Value>): Promise<Value> {
    const { transactions, counts } = this.services;
    const reading = transactions.inProgress ? null : await this.read(key);
    if (reading?.found) {
      counts.hits++;
      return reading.found.value as Value;
    }
    if (!reading) {
      counts.bypasses++;
      return produce();
    }
    return this.join(key, reading.stamp, produce);
  }

  /** Forgets the value of a key. */
  async delete(key: string): Promise<void> {
    await this.attempt((backend) => backend.delete(this.namespace, key));
  }

  /** Callers of before and after a change of a tag do not share: the stamp keeps them apart. */
  private async join(key: string, stamp: string, produce: () => Promise<Value>): Promise<Value> {
    const { producing } = this;
    const turn = `${stamp} ${key}`;
    const others = producing.get(turn);
    if (others) {
      this.services.counts.hits++;
      return others;
    }
    const own = this.produce(key, stamp, produce).finally(() => producing.delete(turn));
    producing.set(turn, own);
    return own;
  }

  private async produce(key: string, stamp: string, produce: () => Promise<Value>): Promise<Value> {
    const { counts } = this.services;
    const { release, found } = await this.takeTurn(key, stamp);
    try {
      if (found) {
        counts.hits++;
        return found.value as Value;
      }
      const value = await produce();
      counts.misses++;
      if (value !== undefined) await this.keep(key, stamp, value);
      return value;
    } finally {
      if (release) await this.attempt(release);
    }
  }

  private async keep(key: string, stamp: string, value: Value): Promise<void> {
    const ttl = Math.ceil(this.ttl * (1 - JITTER * Math.random()));
    await this.attempt((backend) => backend.write(this.namespace, key, stamp, value, ttl));
  }

  /** Waits until no other process produces the value, until it is there, or until that has taken too long. */
  private async takeTurn(key: string, stamp: string): Promise<{ release?: Release; found?: Found }> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const release = await this.attempt((backend) => backend.claim(this.namespace, key, stamp, PATIENCE_MS));
      const found = (await this.read(key))?.found;
      if (found || release || release === undefined || Date.now() >= deadline)
        return { release: release ?? undefined, found };
      await delay(PAUSE_MS);
    }
  }

  private async read(key: string): Promise<Reading | null> {
    return (await this.attempt((backend) => backend.read(this.namespace, key))) ?? null;
  }

  /** Nothing that the cache's server does or does not do fails a caller: it is counted, and they go on without it. */
  private async attempt<Result>(
    work: (backend: CacheBackend) => Promise<Result>,
  ): Promise<Result | undefined> {
    try {
      return await work(this.services.backend);
    } catch {
      this.services.counts.errors++;
      return undefined;
    }
  }
}
