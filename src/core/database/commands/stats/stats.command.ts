import { printJson } from '../../../cli/print-json.js';
import { table } from '../../../cli/table.js';
import { withClient } from '../../with-client.js';
import { availableStatistics, type Statistic } from './statistics.js';

export interface StatsOptions {
  limit: number;
  json?: boolean;
}

type Row = Record<string, string | number | null>;

interface Summary {
  bytes: number;
  connections: number;
  max_connections: number;
  cache_hit_percent: number | null;
  statistics_since: string | null;
}

const SUMMARY = `
  SELECT pg_database_size(datname) AS bytes, numbackends AS connections,
         current_setting('max_connections')::int AS max_connections,
         round(100.0 * blks_hit / nullif(blks_hit + blks_read, 0), 1)::float8 AS cache_hit_percent,
         stats_reset::text AS statistics_since
    FROM pg_stat_database WHERE datname = current_database()`;

/** `db:stats` */
export async function stats(url: string, { limit, json }: StatsOptions): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<Summary>(SUMMARY);
    const summary = rows[0] as Summary;
    const lists: { statistic: Statistic; rows: Row[] }[] = [];
    for (const statistic of await availableStatistics(client)) {
      const found = await client.query<Row>(statistic.sql, [limit]);
      lists.push({ statistic, rows: found.rows });
    }
    if (json) {
      const entries = lists.map(({ statistic: { id }, rows: found }) => [id, found]);
      return printJson({ ...summary, slow_queries: null, ...Object.fromEntries(entries) });
    }
    console.log(headline(summary));
    for (const { statistic, rows: found } of lists) console.log(section(statistic, found));
    if (!lists.some(({ statistic }) => statistic.id === 'slow_queries')) console.log(NO_SLOW_QUERIES);
  });
}

const NO_SLOW_QUERIES = `
Slow queries are not recorded. Add pg_stat_statements to shared_preload_libraries, restart PostgreSQL, then as its
superuser: CREATE EXTENSION pg_stat_statements.`;

function headline({
  bytes,
  connections,
  max_connections,
  cache_hit_percent,
  statistics_since,
}: Summary): string {
  const cache = cache_hit_percent === null ? '' : `, ${cache_hit_percent} % of reads from memory`;
  const since = statistics_since === null ? '' : `, counted since ${statistics_since}`;
  return `${sizeOf(bytes)}, ${connections} of ${max_connections} connections${cache}${since}`;
}

function section({ title, hint }: Statistic, rows: Row[]): string {
  const [first] = rows;
  if (!first) return `\n${title}: none`;
  const columns = Object.keys(first).map((name) => ({
    title: name.replace(/_?bytes$/, (bytes) => (bytes === 'bytes' ? 'size' : '_size')).replaceAll('_', ' '),
    value: (row: Row) => shown(name, row[name] ?? null),
    align: typeof first[name] === 'number' ? ('right' as const) : undefined,
  }));
  return `\n${title}\n${table(columns, rows)}\n${hint}`;
}

function shown(name: string, value: Row[string]): string {
  if (value === null) return '-';
  return name.endsWith('bytes') ? sizeOf(Number(value)) : String(value);
}

/** Bytes as people say them. */
function sizeOf(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)));
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}
