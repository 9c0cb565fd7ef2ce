import type { Bench, Row } from '../support/bench.js';
import { type BenchDatabase, openBenchDatabase } from '../support/bench-database.js';
import { type ServerProcess, startServer } from '../support/server-process.js';
import { percentile } from '../support/statistics.js';
import { tokenFor } from '../support/tokens.js';

/** Somebody with a million questionnaires: 50,000 pages of 20. */
const OWNER = 1;
const ROWS = 1_000_000;
const PAGE_SIZE = 20;
const DEEP_PAGE = 50_000;
/** The largest page there is, to get to the deep one sooner. */
const STRIDE = 100;
const REPETITIONS = 300;

const FIRST = `/cv/questionnaire?cursor=&page_size=${PAGE_SIZE}`;
const DEEP_BY_NUMBER = `/cv/questionnaire?page=${DEEP_PAGE}&page_size=${PAGE_SIZE}`;

interface Page {
  next: string | null;
  results: { id: number }[];
}

/** Whether a page far down a list costs more than its first one. */
export const keyset: Bench = {
  name: 'keyset',
  about: `page ${DEEP_PAGE} of a list of ${ROWS} rows by cursor, beside page 1 and beside the same page by number`,
  async run() {
    const database = await openBenchDatabase();
    try {
      await seed(database);
      const server = await startServer(new URL('../../src/main.js', import.meta.url), database.environment);
      try {
        return await compare(server);
      } finally {
        await server.stop();
      }
    } finally {
      await database.stop();
    }
  },
};

async function seed(database: BenchDatabase): Promise<void> {
  await database.query('DELETE FROM questionnaire WHERE user_id = $1', [OWNER]);
  await database.query(
    `INSERT INTO questionnaire (user_id, position, submitted_at)
     SELECT $1, 'Backend Engineer', now() - interval '1 day' - interval '1 minute' * n
     FROM generate_series(1, $2::int) n`,
    [OWNER, ROWS],
  );
  await database.query('VACUUM ANALYZE questionnaire');
}

async function compare(server: ServerProcess): Promise<Row[]> {
  const deep = await deepCursor(server);
  const atDepth = await read(server, deep);
  const byNumber = await read(server, DEEP_BY_NUMBER);
  if (atDepth.results[0]?.id !== byNumber.results[0]?.id || atDepth.results.length !== PAGE_SIZE)
    throw new Error(`The cursor does not lead to page ${DEEP_PAGE}.`);

  const pages = { '1, by cursor': FIRST, [`${DEEP_PAGE}, by cursor`]: deep };
  const times = Object.fromEntries(Object.keys(pages).map((name) => [name, new Float64Array(REPETITIONS)]));
  for (let i = 0; i < REPETITIONS; i++)
    for (const [name, path] of Object.entries(pages)) times[name]![i] = await time(server, path);
  times[`${DEEP_PAGE}, by number`] = Float64Array.from([await time(server, DEEP_BY_NUMBER)]);
  return Object.entries(times).map(([page, values]) => ({
    page,
    requests: values.length,
    'p50 ms': percentile(values, 50).toFixed(2),
    'p99 ms': percentile(values, 99).toFixed(2),
  }));
}

/** Follows `next` in long strides to the address of the deep page. */
async function deepCursor(server: ServerProcess): Promise<string> {
  let path = `/cv/questionnaire?cursor=&page_size=${STRIDE}`;
  for (let row = 0; row < (DEEP_PAGE - 1) * PAGE_SIZE;) {
    const size = Math.min(STRIDE, (DEEP_PAGE - 1) * PAGE_SIZE - row);
    const { next } = await read(server, path.replace(/page_size=\d+/, `page_size=${size}`));
    if (!next) throw new Error(`The list ends after ${row} rows.`);
    path = next;
    row += size;
  }
  return path.replace(/page_size=\d+/, `page_size=${PAGE_SIZE}`);
}

async function time(server: ServerProcess, path: string): Promise<number> {
  const start = performance.now();
  await read(server, path);
  return performance.now() - start;
}

const headers = { authorization: `Bearer ${tokenFor(OWNER)}` };

async function read(server: ServerProcess, path: string): Promise<Page> {
  const answer = await fetch(server.url + path, { headers });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Page;
}
