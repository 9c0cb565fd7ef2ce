import { Keyv } from 'keyv';
import {
  type BackendNamespace,
  CacheBackend,
  type Found,
  type Reading,
  type Release,
} from './cache-backend.js';
import { BoundedMap } from './bounded-map.js';

/** So many values at most; of a thousand bytes each they are 20 MB. */
const MAX_VALUES = 20_000;

interface Stored extends Found {
  stamp: string;
}

/** Values in the memory of this process, as JSON, so that nobody changes what another one reads. */
export class MemoryBackend extends CacheBackend {
  private readonly values: Keyv;
  private readonly generations = new Map<string, number>();

  constructor(maxValues = MAX_VALUES) {
    super();
    this.values = new Keyv({ store: new BoundedMap(maxValues), useKeyPrefix: false });
  }

  async read(namespace: BackendNamespace, key: string): Promise<Reading> {
    const stamp = this.stampOf(namespace);
    const stored = await this.values.get<Stored>(`${namespace.name}:${key}`);
    return { stamp, found: stored?.stamp === stamp ? stored : undefined };
  }

  async write(
    namespace: BackendNamespace,
    key: string,
    stamp: string,
    value: unknown,
    ttl: number,
  ): Promise<void> {
    await this.values.set<Stored>(`${namespace.name}:${key}`, { stamp, value }, ttl);
  }

  async delete(namespace: BackendNamespace, key: string): Promise<void> {
    await this.values.delete(`${namespace.name}:${key}`);
  }

  async invalidate(tags: readonly string[]): Promise<void> {
    for (const tag of tags) this.generations.set(tag, (this.generations.get(tag) ?? 0) + 1);
  }

  /** There is no other process to share the work with. */
  async claim(): Promise<Release> {
    return async () => undefined;
  }

  /** Generations only grow, so no two states of the tags have the same sum. */
  private stampOf({ tags }: BackendNamespace): string {
    let sum = 0;
    for (const tag of tags) sum += this.generations.get(tag) ?? 0;
    return String(sum);
  }
}
