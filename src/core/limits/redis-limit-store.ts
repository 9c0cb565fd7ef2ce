import { Logger } from '@nestjs/common';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import { Outage } from '../logging/outage.js';
import type { RedisClient } from '../redis/redis-client.js';
import type { Redis } from '../redis/redis.service.js';
import { type Count, LimitStore, type Selection } from './limit-store.js';

/** Begins every key of ours: Redis holds other things too. */
const PREFIX = 'limits:';

/** Adds ARGV[2n - 1] to the nth key, whose window ends at ARGV[2n] if it begins now: sums and milliseconds left. */
const ADD = `
  local answer = {}
  for i, key in ipairs(KEYS) do
    answer[2 * i - 1] = redis.call('INCRBY', key, ARGV[2 * i - 1])
    local left = redis.call('PTTL', key)
    if left < 0 then
      redis.call('PEXPIREAT', key, ARGV[2 * i])
      left = redis.call('PTTL', key)
    end
    answer[2 * i] = left
  end
  return answer`;

/** Keys of one script or one pipeline, for which Redis serves nobody else. */
const BATCH = 500;

/** How long commands of operators may take that look at all keys, in milliseconds. */
const OPERATORS_PATIENCE_MS = 30_000;

/** Counts in Redis, whose keys expire with their windows; each strict limit is insured by one in memory. */
export class RedisLimitStore extends LimitStore {
  private readonly outage = new Outage(
    new Logger('Limits'),
    'the store of limits',
    'each process counts by itself',
  );

  constructor(private readonly redis: Redis) {
    super();
  }

  override strict(name: string, points: number, seconds: number): RateLimiterAbstract {
    const options = { points, duration: seconds };
    return new RateLimiterRedis({
      ...options,
      keyPrefix: `${PREFIX}${name}`,
      useRedisPackage: true,
      storeClient: {
        eval: (script: string, parameters: Parameters<RedisClient['eval']>[1]) =>
          this.run((client) => client.eval(script, parameters)),
        del: (key: string) => this.run((client) => client.del(key)),
      },
      insuranceLimiter: new RateLimiterMemory({ ...options, keyPrefix: name }),
    });
  }

  override async add(counts: readonly Count[]): Promise<Count[]> {
    const added = await Promise.all(
      batches(counts).map(async (batch) => {
        const keys = batch.map(({ key }) => PREFIX + key);
        const parameters = batch.flatMap(({ points, expire }) => [String(points), String(expire)]);
        const answer = await this.run((client) => client.eval(ADD, { keys, arguments: parameters }));
        return read(batch, answer as number[]);
      }),
    );
    return added.flat();
  }

  override async find(selection: Selection, limit: number): Promise<Count[]> {
    const found = await this.run(async (client) => {
      const keys = await selectedKeys(client, selection);
      const counts = await Promise.all(batches(keys).map((batch) => countsOf(client, batch)));
      return counts.flat();
    }, OPERATORS_PATIENCE_MS);
    const order = (a: Count, b: Count): number => b.points - a.points || (a.key < b.key ? -1 : 1);
    return found.sort(order).slice(0, limit);
  }

  override async forget(selection: Selection): Promise<number> {
    return this.run(async (client) => {
      const keys = await selectedKeys(client, selection);
      const forgotten = await Promise.all(batches(keys).map((batch) => client.unlink(batch)));
      return forgotten.reduce((sum, count) => sum + count, 0);
    }, OPERATORS_PATIENCE_MS);
  }

  private run<Result>(work: (client: RedisClient) => Promise<Result>, patience?: number): Promise<Result> {
    return this.outage.watch(() => this.redis.run(work, patience));
  }
}

/** Reads every key of ours, as only operators' commands do. */
async function selectedKeys(client: RedisClient, selection: Selection): Promise<string[]> {
  const selected = new Set<string>();
  for await (const keys of client.scanIterator({ MATCH: `${PREFIX}*`, COUNT: BATCH }))
    for (const key of keys) if (isSelected(key.slice(PREFIX.length), selection)) selected.add(key);
  return [...selected];
}

const isSelected = (key: string, selection: Selection): boolean =>
  !selection ||
  selection.keys.includes(key) ||
  (selection.prefix !== null && key.startsWith(selection.prefix)) ||
  selection.suffixes.some((suffix) => key.endsWith(suffix));

async function countsOf(client: RedisClient, keys: readonly string[]): Promise<Count[]> {
  const [points, left] = await Promise.all([
    client.mGet([...keys]),
    Promise.all(keys.map((key) => client.pTTL(key))),
  ]);
  const now = Date.now();
  return keys
    .map((key, i) => ({
      key: key.slice(PREFIX.length),
      points: Number(points[i]),
      expire: now + Number(left[i]),
    }))
    .filter(({ expire }) => expire > now);
}

/** Ends of windows come back as time left, so that the clocks of Redis and of this process may differ. */
function read(batch: readonly Count[], answer: number[]): Count[] {
  const now = Date.now();
  return batch.map(({ key }, i) => ({ key, points: answer[2 * i]!, expire: now + answer[2 * i + 1]! }));
}

function batches<Item>(items: readonly Item[]): Item[][] {
  const count = Math.ceil(items.length / BATCH);
  return Array.from({ length: count }, (_, i) => items.slice(i * BATCH, (i + 1) * BATCH));
}
