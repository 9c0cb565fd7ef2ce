import { Keyv } from 'keyv';
import { createClient } from 'redis';
import { DataSource } from 'typeorm';
import type { CacheBackend } from '../../src/core/cache/cache-backend.js';
import { CacheNamespace } from '../../src/core/cache/cache-namespace.js';
import { CacheStatistics } from '../../src/core/cache/cache-statistics.js';
import { MemoryBackend } from '../../src/core/cache/memory.backend.js';
import { RedisBackend } from '../../src/core/cache/redis.backend.js';
import type { AppConfig } from '../../src/core/config/app-config.js';
import { Transactions } from '../../src/core/database/transactions.service.js';
import { Redis } from '../../src/core/redis/redis.service.js';
import type { Bench, Row } from '../support/bench.js';
import { startBenchRedis } from '../support/bench-redis.js';
import { percentile } from '../support/statistics.js';

const ROUNDS = 15;
/** At most so many times the time of the bare client. */
const WANTED = 1.5;
const TTL_MS = 3_600_000;

/** About a thousand bytes, as a price list is. */
const VALUE = {
  plans: Array.from({ length: 8 }, (_, id) => ({
    ...{ id, name: `Plan ${id}`, description: 'For an active job search, with a bit of text.' },
    ...{ order: id, aiResponsesPerDay: 10 * id, uploadsPerDay: 5 * id },
  })),
};

/** Reads one value that is there. */
type Read = () => Promise<unknown>;

/** How the cache answers what it knows, beside the client below it that is asked for the same bytes. */
export const cache: Bench = {
  name: 'cache',
  about: 'hits of the cache, in memory and in Redis, beside the bare client',
  async run() {
    const bare = new Keyv();
    await bare.set('bare', VALUE, TTL_MS);
    const memory = await hit(new MemoryBackend());
    return [await compare('memory', 20_000, 1, () => bare.get('bare'), memory), ...(await inRedis())];
  },
};

async function inRedis(): Promise<Row[]> {
  const redis = await startBenchRedis();
  const connection = new Redis({ redisUrl: redis.url } as AppConfig);
  const client = await createClient({ url: redis.url }).connect();
  try {
    await client.set('bare', JSON.stringify(VALUE));
    const bare: Read = async () => JSON.parse((await client.get('bare'))!) as unknown;
    const ours = await hit(new RedisBackend(connection));
    return [
      await compare('Redis, one at a time', 2_000, 1, bare, ours),
      await compare('Redis, 16 at a time', 4_000, 16, bare, ours),
    ];
  } finally {
    client.destroy();
    connection.onApplicationShutdown();
    await redis.stop();
  }
}

/** A hit of a namespace with two tags, as the price list has. */
async function hit(backend: CacheBackend): Promise<Read> {
  const counts = new CacheStatistics().of('bench');
  const transactions = new Transactions(new DataSource({ type: 'postgres' })); // of which none is ever opened
  const namespace = new CacheNamespace(
    { backend, transactions, counts },
    { name: 'bench', tags: ['plan', 'price'] },
    TTL_MS,
  );
  const read: Read = () => namespace.getOrSet('all', async () => VALUE);
  await read();
  await read();
  if (counts.hits !== 1) throw new Error('The cache does not keep the value.');
  return read;
}

/** Rounds by turns; the ratio is the median of each round's own. */
async function compare(backend: string, reads: number, width: number, bare: Read, ours: Read): Promise<Row> {
  const times: { bare: number; ours: number }[] = [];
  for (let round = -2; round < ROUNDS; round++) {
    const pair = { bare: await time(bare, reads, width), ours: await time(ours, reads, width) };
    if (round >= 0) times.push(pair); // before that, everything gets warm
  }
  const median = (values: number[]): number => percentile(Float64Array.from(values), 50);
  const ratios = times.map((pair) => pair.ours / pair.bare);
  return {
    backend,
    'bare µs': median(times.map((pair) => pair.bare)).toFixed(2),
    'cache µs': median(times.map((pair) => pair.ours)).toFixed(2),
    'of bare': `${median(ratios).toFixed(2)} ×`,
    rounds: `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
    wanted: `${WANTED} ×`,
  };
}

/** @returns microseconds for a read, with so many under way. */
async function time(read: Read, reads: number, width: number): Promise<number> {
  const start = performance.now();
  const line = async (): Promise<void> => {
    for (let i = 0; i < reads / width; i++) await read();
  };
  await Promise.all(Array.from({ length: width }, line));
  return ((performance.now() - start) * 1000) / reads;
}
