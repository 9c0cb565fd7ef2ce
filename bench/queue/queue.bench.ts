import { spawnSync } from 'node:child_process';
import type { Bench, Row } from '../support/bench.js';
import { type BenchDatabase, openBenchDatabase } from '../support/bench-database.js';
import { startBenchRedis } from '../support/bench-redis.js';
import { type ServerProcess, startServer } from '../support/server-process.js';
import { median } from '../support/statistics.js';
import type { QueueTask } from './queue-server.js';

const JOBS = 2_000;
const ROUNDS = 5;
const PICK_UPS = 100;

/** What background jobs cost with outbox, results and all, beside BullMQ alone and with the least of that by hand. */
export const queue: Bench = {
  name: 'queue',
  about: `${JOBS} empty jobs from enqueueing to their recorded end, beside bare BullMQ; the wait after the commit, 50 ms wanted`,
  async run() {
    const rows = await onBackend('PostgreSQL');
    const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
    if (!hasRedis) return [...rows, { backend: 'Redis', what: 'redis-server is not installed' }];
    const redis = await startBenchRedis();
    try {
      return [...rows, ...(await onBackend('Redis', redis.url))];
    } finally {
      await redis.stop();
    }
  },
};

async function onBackend(backend: string, redisUrl?: string): Promise<Row[]> {
  const database = await openBenchDatabase([]);
  try {
    const server = await startQueueServer(database, redisUrl);
    try {
      return await measure(backend, server);
    } finally {
      await server.stop();
    }
  } finally {
    await database.stop();
  }
}

function startQueueServer({ environment }: BenchDatabase, redisUrl?: string): Promise<ServerProcess> {
  return startServer(new URL('queue-server.js', import.meta.url), { ...environment, REDIS_URL: redisUrl });
}

const KINDS = ['bare', 'by hand', 'ours'] as const;

async function measure(backend: string, server: ServerProcess): Promise<Row[]> {
  const ask = (task: QueueTask): Promise<number[]> => server.ask(task) as Promise<number[]>;
  const perSecond: Record<QueueTask['what'], number[]> = { bare: [], 'by hand': [], ours: [] };
  // One round more, the first, in which everything is still being compiled.
  for (let round = 0; round <= ROUNDS; round += 1) {
    // By turns who begins: what the machine does besides hits all.
    for (const turn of KINDS.keys()) {
      const what = KINDS[(round + turn) % KINDS.length]!;
      const [ms] = await ask({ what, measure: 'drain', jobs: JOBS });
      if (round > 0) perSecond[what].push((JOBS * 1_000) / ms!);
    }
  }
  const rows: Row[] = [];
  for (const what of KINDS) {
    const ratios = perSecond[what].map((speed, round) => speed / perSecond.bare[round]!);
    rows.push({
      backend,
      what,
      'jobs/s': Math.round(median(perSecond[what])),
      'of bare': `${Math.round(median(ratios) * 100)} %`,
      rounds: `${Math.round(Math.min(...ratios) * 100)} % to ${Math.round(Math.max(...ratios) * 100)} %`,
      wanted: what === 'ours' ? '80 %' : '',
      'pick-up ms': median(await ask({ what, measure: 'pickUp', jobs: PICK_UPS })).toFixed(1),
    });
  }
  return rows;
}
