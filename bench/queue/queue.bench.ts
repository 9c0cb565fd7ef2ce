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

/** What background jobs cost with outbox, results and all, beside BullMQ alone. */
export const queue: Bench = {
  name: 'queue',
  about: `${JOBS} empty jobs from enqueueing to their recorded end, beside bare BullMQ; the wait after the commit`,
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

async function measure(backend: string, server: ServerProcess): Promise<Row[]> {
  const ask = (task: QueueTask): Promise<number[]> => server.ask(task) as Promise<number[]>;
  const perSecond: Record<QueueTask['what'], number[]> = { bare: [], ours: [] };
  const ratios: number[] = [];
  // One round more, the first, in which everything is still being compiled.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const speed: Record<string, number> = {};
    // By turns who begins: what the machine does besides hits both.
    for (const what of round % 2 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const)) {
      const [ms] = await ask({ what, measure: 'drain', jobs: JOBS });
      speed[what] = (JOBS * 1_000) / ms!;
      if (round > 0) perSecond[what].push(speed[what]);
    }
    if (round > 0) ratios.push(speed['ours']! / speed['bare']!);
  }
  const pickUp = async (what: QueueTask['what']): Promise<string> =>
    median(await ask({ what, measure: 'pickUp', jobs: PICK_UPS })).toFixed(1);
  return [
    {
      backend,
      what: 'jobs/s, median',
      bare: Math.round(median(perSecond.bare)),
      ours: Math.round(median(perSecond.ours)),
      measured: `${Math.round(median(ratios) * 100)} % of bare`,
      wanted: '80 % at least',
    },
    {
      backend,
      what: 'pick-up after the commit (ms), median',
      bare: await pickUp('bare'),
      ours: await pickUp('ours'),
      measured: '',
      wanted: '50 at most',
    },
  ];
}
