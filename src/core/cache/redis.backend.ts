import KeyvRedis, { type RedisClientType } from '@keyv/redis';
import { Keyv } from 'keyv';
import { randomUUID } from 'node:crypto';
import type { RedisClient } from '../redis/redis-client.js';
import type { Redis } from '../redis/redis.service.js';
import {
  type BackendNamespace,
  CacheBackend,
  type Found,
  type Reading,
  type Release,
} from './cache-backend.js';

const PREFIX = 'cv-improver:cache';

/** Deletes a lock if it is still our own; it may have expired and be another process's by now. */
const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`;

interface Stored extends Found {
  stamp: string;
}

/** Values in Redis, shared by all processes. A tag is a key too, whose value changes when it is invalidated. */
export class RedisBackend extends CacheBackend {
  private values: Keyv | undefined;
  /** Tags that could not be invalidated while Redis was away; nothing is read before they are. */
  private readonly missed = new Set<string>();

  constructor(private readonly redis: Redis) {
    super();
  }

  async read(namespace: BackendNamespace, key: string): Promise<Reading> {
    const keys = [valueKey(namespace, key), ...namespace.tags.map(tagKey)];
    const [stored, ...states] = await this.run((values) => values.getMany<unknown>(keys));
    const stamp = states.map((state) => (state as string | undefined) ?? '').join();
    const found = stored as Stored | undefined;
    return { stamp, found: found?.stamp === stamp ? found : undefined };
  }

  async write(
    namespace: BackendNamespace,
    key: string,
    stamp: string,
    value: unknown,
    ttl: number,
  ): Promise<void> {
    await this.run((values) => values.set<Stored>(valueKey(namespace, key), { stamp, value }, ttl));
  }

  async delete(namespace: BackendNamespace, key: string): Promise<void> {
    await this.run((values) => values.delete(valueKey(namespace, key)));
  }

  async invalidate(tags: readonly string[]): Promise<void> {
    for (const tag of tags) this.missed.add(tag);
    await this.run(async () => undefined);
  }

  async claim(namespace: BackendNamespace, key: string, stamp: string, ttl: number): Promise<Release | null> {
    const lock = `${PREFIX}-lock:${namespace.name}:${stamp}:${key}`;
    const token = randomUUID();
    const taken = await this.redis.run((client) => client.set(lock, token, { NX: true, PX: ttl }));
    if (taken === null) return null;
    return async () => {
      await this.redis.run((client) => client.eval(RELEASE, { keys: [lock], arguments: [token] }));
    };
  }

  /** Does something with the values, what was invalidated while Redis was away first. */
  private run<Result>(work: (values: Keyv) => Promise<Result>): Promise<Result> {
    return this.redis.run(async (client) => {
      const values = (this.values ??= valuesOn(client));
      if (this.missed.size > 0) await this.catchUp(values);
      return work(values);
    });
  }

  private async catchUp(values: Keyv): Promise<void> {
    const tags = [...this.missed];
    // Without an end: a tag that is forgotten before the values under it would make them good again.
    await values.setMany(tags.map((tag) => ({ key: tagKey(tag), value: randomUUID() })));
    for (const tag of tags) this.missed.delete(tag);
  }
}

const valueKey = ({ name }: BackendNamespace, key: string): string => `${PREFIX}:${name}:${key}`;
const tagKey = (tag: string): string => `${PREFIX}-tag:${tag}`;

/** The adapter's types are those of the client's version before; what it calls of it is the same. */
function valuesOn(client: RedisClient): Keyv {
  const store = new KeyvRedis(client as unknown as RedisClientType, { throwOnErrors: true });
  const values = new Keyv({ store, useKeyPrefix: false, throwOnErrors: true });
  values.namespace = undefined;
  values.on('error', () => undefined); // it is thrown as well
  return values;
}
