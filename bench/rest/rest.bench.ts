import { deepStrictEqual } from 'node:assert';
import type { Bench, Row } from '../support/bench.js';
import { type Measurement, measure, type Request } from '../support/load.js';
import { type ServerProcess, startServer } from '../support/server-process.js';
import { median } from '../support/statistics.js';
import { type BenchDatabase, openBenchDatabase, QUESTIONNAIRES, USERS } from '../support/bench-database.js';
import { tokenFor } from '../support/tokens.js';

const ROUNDS = 3;
const CONNECTIONS = 16;
const WARM_UP_MS = 2_000;
const DURATION_MS = 4_000;
/** As many different requests as are sent before the first one comes again. */
const VARIETY = 10_000;

const PATH = '/cv/questionnaire';
const BODY = {
  position: 'Backend Engineer',
  industry: 'Fintech',
  experience_level: '3-5',
  company_size: 'medium',
  location: 'Berlin',
  application_timeline: '1-3 months',
  job_description: 'We look for someone who knows PostgreSQL and likes to write tests. '.repeat(6),
};

type Route = 'list' | 'by id' | 'create';
/** What the service must reach of the bare server's requests per second. */
const WANTED: Record<Route, number> = { list: 0.7, 'by id': 0.75, create: 0.65 };
const ROUTES = Object.keys(WANTED) as Route[];

const SERVERS = { bare: 'bare-server.js', plain: 'plain-server.js', service: '../../src/main.js' };
type ServerName = keyof typeof SERVERS;
const SERVER_NAMES = Object.keys(SERVERS) as ServerName[];

/** The three hot routes beside the two references. */
export const rest: Bench = {
  name: 'rest',
  about: 'list, read and create of questionnaires beside a bare node:http + pg server and a plain Nest one',
  async run() {
    const database = await openBenchDatabase();
    try {
      return await compare(database);
    } finally {
      await database.stop();
    }
  },
};

async function compare(database: BenchDatabase): Promise<Row[]> {
  const servers = {} as Record<ServerName, ServerProcess>;
  try {
    for (const name of SERVER_NAMES)
      servers[name] = await startServer(new URL(SERVERS[name], import.meta.url), database.environment);
    await assertSameAnswers(servers);
    return await rounds(servers, database);
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
}

/** A server that answers something else is no reference: what the service says, the bare one must say too. */
async function assertSameAnswers({ bare, service }: Record<ServerName, ServerProcess>): Promise<void> {
  for (const route of ['list', 'by id'] as const) {
    const { path, token } = requestsOf(route)[0]!;
    const [expected, given] = await Promise.all(
      [service, bare].map(async ({ url }) => {
        const answer = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
        return (await answer.json()) as unknown;
      }),
    );
    deepStrictEqual(given, expected, `the bare server and the service do not say the same to ${path}`);
  }
}

/** Route by route and round by round, each server in turn, so that what else the machine does meets all alike. */
async function rounds(servers: Record<ServerName, ServerProcess>, database: BenchDatabase): Promise<Row[]> {
  const rows: Row[] = [];
  for (const route of ROUTES) {
    const measured: Record<ServerName, Measurement[]> = { bare: [], plain: [], service: [] };
    const requests = requestsOf(route);
    const task = { requests, connections: CONNECTIONS, expectedStatus: route === 'create' ? 201 : 200 };
    for (const name of SERVER_NAMES) await measure(servers[name], { ...task, durationMs: WARM_UP_MS });
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of SERVER_NAMES) {
        measured[name].push(await measure(servers[name], { ...task, durationMs: DURATION_MS }));
        if (route === 'create') await database.query(FORGET_CREATED, [QUESTIONNAIRES]);
      }
    }
    for (const name of SERVER_NAMES) rows.push(rowOf(route, name, measured[name], measured.bare));
  }
  return rows;
}

/** Leaves every server the same table. */
const FORGET_CREATED = 'DELETE FROM questionnaire WHERE id > $1';

/** Medians over the rounds; ratios are those of one round each, in which both servers met the same machine. */
function rowOf(route: Route, server: ServerName, own: Measurement[], bare: Measurement[]): Row {
  const middle = (of: (round: Measurement) => number): number => median(own.map(of));
  const ratios = (of: (round: Measurement) => number): number[] =>
    own.map((round, i) => of(round) / of(bare[i]!));
  const speed = ratios((round) => round.requestsPerSecond);
  return {
    route,
    server,
    'requests/s': Math.round(middle((round) => round.requestsPerSecond)),
    'of bare': percent(median(speed)),
    rounds: `${percent(Math.min(...speed))} to ${percent(Math.max(...speed))}`,
    wanted: server === 'service' ? percent(WANTED[route]) : '',
    'p99 ms': middle((round) => round.p99).toFixed(1),
    'p99 of bare': `${median(ratios((round) => round.p99)).toFixed(1)} ×`,
    'CPU µs/request': Math.round(middle((round) => round.cpuMicroseconds)),
    'CPU of bare': `${median(ratios((round) => round.cpuMicroseconds)).toFixed(1)} ×`,
    bytes: middle((round) => round.bodyBytes),
  };
}

const percent = (ratio: number): string => `${Math.round(ratio * 100)} %`;

/** The same for every server: each time another user, and of theirs another questionnaire. */
function requestsOf(route: Route): Request[] {
  return Array.from({ length: VARIETY }, (_, i) => {
    const n = 1 + ((i * 7_919) % QUESTIONNAIRES); // 7,919 is prime: a walk through all of them in no order
    const token = tokenFor(1 + (n % USERS));
    if (route === 'create') return { method: 'POST', path: PATH, token, body: BODY };
    return { method: 'GET', path: route === 'list' ? PATH : `${PATH}/${n}`, token };
  });
}
