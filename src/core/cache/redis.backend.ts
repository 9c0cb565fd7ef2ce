import { randomUUID } from 'node:crypto';
import type { RedisClient } from '../redis/redis-client.js';
import type { Redis } from '../redis/redis.service.js';
import { type BackendNamespace, CacheBackend, type Reading, type Release } from './cache-backend.js';

const PREFIX = 'cv-improver:cache';

/** Deletes a lock if it is still our own; it may have expired and be another process's by now. */
const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`;

/**
 * Values in Redis, shared by all processes: the stamp, a line break, JSON. A tag is a key too, whose value changes when it
 * is invalidated, so that a hit is one MGET, which through Keyv's adapter would take half as long again.
 */
export class RedisBackend extends CacheBackend {
  /** Tags that could not be invalidated while Redis was away; nothing is read before they are. */
  private readonly missed = new Set<string>();

  constructor(private readonly redis: Redis) {
    super();
  }

  async read(namespace: BackendNamespace, key: string): Promise<Reading> {
    const keys = [valueKey(namespace, key), ...namespace.tags.map(tagKey)];
    const [stored = null, ...states] = await this.run((client) => client.mGet(keys));
    const stamp = states.join();
    const isCurrent = stored !== null && stored.startsWith(`${stamp}\n`);
    return { stamp, found: isCurrent ? { value: JSON.parse(stored.slice(stamp.length)) } : undefined };
  }

  async write(
    namespace: BackendNamespace,
    key: string,
    stamp: string,
    value: unknown,
    ttl: number,
  ): Promise<void> {
    const stored = `${stamp}\n${JSON.stringify(value)}`;
    await this.run((client) => client.set(valueKey(namespace, key), stored, { PX: ttl }));
  }

  async delete(namespace: BackendNamespace, key: string): Promise<void> {
    await this.run((client) => client.unlink(valueKey(namespace, key)));
  }

  async invalidate(tags: readonly string[]): Promise<void> {
    for (const tag of tags) this.missed.add(tag);
    await this.redis.run((client) => this.catchUp(client));
  }

  async claim(namespace: BackendNamespace, key: string, stamp: string, ttl: number): Promise<Release | null> {
    const lock = `${PREFIX}-lock:${namespace.name}:${stamp}:${key}`;
    const token = randomUUID();
    const taken = await this.run((client) => client.set(lock, token, { NX: true, PX: ttl }));
    if (taken === null) return null;
    return async () => {
      await this.run((client) => client.eval(RELEASE, { keys: [lock], arguments: [token] }));
    };
  }

  /** Sends commands, what was invalidated while Redis was away first. */
  private run<Result>(work: (client: RedisClient) => Promise<Result>): Promise<Result> {
    if (this.missed.size === 0) return this.redis.run(work);
    return this.redis.run(async (client) => {
      await this.catchUp(client);
      return work(client);
    });
  }

  private async catchUp(client: RedisClient): Promise<void> {
    const tags = [...this.missed];
    if (tags.length === 0) return;
    // Without an end: a tag that is forgotten before the values under it would make them good again.
    await client.mSet(tags.map((tag): [string, string] => [tagKey(tag), randomUUID()]));
    for (const tag of tags) this.missed.delete(tag);
  }
}

const valueKey = ({ name }: BackendNamespace, key: string): string => `${PREFIX}:${name}:${key}`;
const tagKey = (tag: string): string => `${PREFIX}-tag:${tag}`;
