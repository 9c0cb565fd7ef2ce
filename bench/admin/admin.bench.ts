import type { Bench, Row } from '../support/bench.js';
import { type BenchDatabase, openBenchDatabase } from '../support/bench-database.js';
import { measure, type Measurement } from '../support/load.js';
import { type AdminServer, runCommand, startAdmin } from './admin-server.js';
import { startDjango } from './django-server.js';
import { firstPaints } from './first-paint.js';

/** Questionnaires, and as many AI responses; a tenth as many people. `BENCH_ROWS` makes a smaller run. */
const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
const PAGE_SIZE = 25;
const DEEP_PAGE = Math.min(4_000, Math.max(2, Math.floor(ROWS / PAGE_SIZE / 2)));
/** As many at a time as are measured: a server that has just begun is still compiling. */
const WARM_UP_MS = 3_000;
const DURATION_MS = Number(process.env.BENCH_SECONDS ?? 4) * 1_000;
const CONNECTIONS = 8;
/** In seven rows, so that a search for it must find them among all others. */
const RARE = 'Zeppelin conductor';

const LIST = '/admin/api/resources/questionnaire/actions/list';
const CHANGELIST = '/admin/changelist/questionnaire/';
const AUTOCOMPLETE =
  '/admin/autocomplete/?term=an&app_label=changelist&model_name=questionnaire&field_name=user';

/** What is asked for, here and of Django; null where Django has no such thing. */
const PAGES: Record<string, { path: string; django: string | null }> = {
  'first page': { path: LIST, django: CHANGELIST },
  [`page ${DEEP_PAGE}`]: { path: `${LIST}?page=${DEEP_PAGE}`, django: `${CHANGELIST}?p=${DEEP_PAGE}` },
  'a filter': {
    path: `${LIST}?filters.companySize=medium`,
    django: `${CHANGELIST}?company_size__exact=medium`,
  },
  'sorted by an indexed column': { path: `${LIST}?sort=id`, django: `${CHANGELIST}?o=1` },
  'search, seven hits': { path: `${LIST}?q=zeppelin`, django: `${CHANGELIST}?q=zeppelin` },
  'search, many hits': { path: `${LIST}?q=engineer`, django: `${CHANGELIST}?q=engineer` },
  autocomplete: { path: '/admin/api/resources/user/actions/search?query=an', django: AUTOCOMPLETE },
  'AI responses, first page': { path: LIST.replace('questionnaire', 'ai_response'), django: null },
};

/** The admin's lists over a million rows, beside Django's. */
export const admin: Bench = {
  name: 'admin',
  about: `lists of the admin over ${ROWS} rows beside Django's changelist; BENCH_ROWS=20000 for a quick look`,
  async run() {
    const database = await openBenchDatabase([]);
    try {
      await seed(database);
      return await compare(database);
    } finally {
      await database.stop();
    }
  },
};

async function seed(database: BenchDatabase): Promise<void> {
  const people = Math.max(10, Math.round(ROWS / 10));
  const sizes = {
    users: people,
    cvs: people,
    questionnaires: ROWS,
    'ai-responses': ROWS,
    'match-reports': 0,
  };
  const options = Object.entries(sizes).flatMap(([name, count]) => [`--${name}`, String(count)]);
  runCommand(['demo:seed', '--yes', ...options], database.environment);
  await database.query(
    `UPDATE questionnaire SET position = $1
      WHERE id IN (SELECT id FROM questionnaire WHERE id % (SELECT greatest(count(*) / 7, 1) FROM questionnaire) = 0 LIMIT 7)`,
    [RARE],
  );
  await database.query('VACUUM ANALYZE');
}

/** Page by page, each server in turn and alone: what one asks of PostgreSQL must not slow the other down. */
async function compare(database: BenchDatabase): Promise<Row[]> {
  const own = await startAdmin(database.environment);
  const django = await startDjango(database.environment.DATABASE_URL!);
  const rows: Row[] = [];
  try {
    for (const [page, { path, django: theirs }] of Object.entries(PAGES)) {
      console.error(`  ${page} …`);
      const ours = await figures(own, path);
      const reference = django && theirs ? await figures(django, theirs) : null;
      rows.push(rowOf(page, 'service', ours, reference?.busy));
      if (reference) rows.push(rowOf(page, 'Django', reference, reference.busy));
    }
    return [...rows, ...(await paint(own))];
  } finally {
    await own.stop();
    await django?.stop();
  }
}

interface Figures {
  queries: number;
  /** One request at a time: what a person waits for. */
  alone: Measurement;
  /** Several at a time: what the server gets done. */
  busy: Measurement;
}

async function figures(server: AdminServer, path: string): Promise<Figures> {
  const task = { requests: [{ method: 'GET' as const, path, headers: server.headers }], expectedStatus: 200 };
  await measure(server, { ...task, connections: CONNECTIONS, durationMs: WARM_UP_MS });
  const queries = await server.queries(path);
  const alone = await measure(server, { ...task, connections: 1, durationMs: DURATION_MS });
  const busy = await measure(server, { ...task, connections: CONNECTIONS, durationMs: DURATION_MS });
  return { queries, alone, busy };
}

function rowOf(
  page: string,
  server: string,
  { queries, alone, busy }: Figures,
  reference?: Measurement,
): Row {
  const ratio = reference && busy.requestsPerSecond / reference.requestsPerSecond;
  return {
    page,
    server,
    'p50 ms': alone.p50.toFixed(1),
    'p95 ms': alone.p95.toFixed(1),
    queries,
    'requests/s': busy.requestsPerSecond.toFixed(1),
    'of Django': ratio === undefined ? '' : `${ratio.toFixed(1)} ×`,
    bytes: alone.bodyBytes,
  };
}

async function paint(own: AdminServer): Promise<Row[]> {
  const paints = await firstPaints(own, '/admin/resources/questionnaire');
  return Object.entries(paints).map(([page, { p50, p95 }]) => ({
    page,
    server: 'service',
    'p50 ms': p50.toFixed(0),
    'p95 ms': p95.toFixed(0),
  }));
}
