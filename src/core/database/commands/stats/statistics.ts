import type pg from 'pg';

/** A list of `db:stats`: what it says, the SQL behind it and its columns as they are shown. */
export interface Statistic {
  /** Key in the JSON answer. */
  id: string;
  title: string;
  /** Takes the number of rows wanted as $1. Column names are the titles. */
  sql: string;
  /** What to make of it. */
  hint: string;
}

const USER_TABLES = `schemaname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`;

/** An index smaller than this costs nothing worth a thought. */
const SMALL_BYTES = 64 * 1024;
/** On a table smaller than this reading everything is what the planner should choose. */
const SMALL_ROWS = 1_000;

/** Everything that can be read on any server, by any role. Counts are since the statistics were last reset. */
export const STATISTICS: Statistic[] = [
  {
    id: 'tables',
    title: 'Tables, largest first',
    sql: `
      SELECT relid::regclass::text AS "table", greatest(n_live_tup, reltuples::bigint) AS rows,
             pg_total_relation_size(relid) AS bytes, pg_indexes_size(relid) AS index_bytes,
             seq_scan AS full_reads, coalesce(idx_scan, 0) AS index_reads
        FROM pg_stat_user_tables JOIN pg_class ON pg_class.oid = relid
       WHERE ${USER_TABLES} ORDER BY bytes DESC, 1 LIMIT $1`,
    hint: 'Rows are an estimate.',
  },
  {
    id: 'unused_indexes',
    title: 'Indexes that nobody has read',
    sql: `
      SELECT s.indexrelid::regclass::text AS index, s.relid::regclass::text AS "table",
             pg_relation_size(s.indexrelid) AS bytes
        FROM pg_stat_user_indexes s JOIN pg_index i USING (indexrelid)
       WHERE s.idx_scan = 0 AND NOT i.indisunique AND NOT i.indisprimary
         AND pg_relation_size(s.indexrelid) > ${SMALL_BYTES}
       ORDER BY bytes DESC, 1 LIMIT $1`,
    hint: 'Look again after a typical week, also on replicas, before one is dropped.',
  },
  {
    id: 'duplicate_indexes',
    title: 'Indexes that another one covers',
    sql: `
      SELECT a.indexrelid::regclass::text AS index, b.indexrelid::regclass::text AS covered_by,
             pg_relation_size(a.indexrelid) AS bytes
        FROM pg_index a JOIN pg_index b ON a.indrelid = b.indrelid AND a.indexrelid <> b.indexrelid
        JOIN pg_class ca ON ca.oid = a.indexrelid JOIN pg_class cb ON cb.oid = b.indexrelid
       WHERE ca.relam = cb.relam AND ca.relnamespace = 'public'::regnamespace AND NOT a.indisunique
         AND a.indpred IS NULL AND b.indpred IS NULL AND a.indexprs IS NULL AND b.indexprs IS NULL
         AND (b.indkey::text || ' ') LIKE (a.indkey::text || ' %')
         AND (b.indclass::text || ' ') LIKE (a.indclass::text || ' %')
         AND (b.indkey::text <> a.indkey::text OR b.indisunique OR a.indexrelid > b.indexrelid)
       ORDER BY bytes DESC, 1 LIMIT $1`,
    hint: 'The other index begins with the same columns and answers the same questions.',
  },
  {
    id: 'unindexed_foreign_keys',
    title: 'Foreign keys without an index',
    sql: `
      SELECT c.conrelid::regclass::text AS "table", c.conname AS foreign_key,
             array_to_string(ARRAY(SELECT attname FROM unnest(c.conkey) WITH ORDINALITY k(n, o)
               JOIN pg_attribute ON attrelid = c.conrelid AND attnum = k.n ORDER BY k.o), ', ') AS columns
        FROM pg_constraint c
       WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND NOT EXISTS (
             SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indisvalid
                AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
       ORDER BY 1, 2 LIMIT $1`,
    hint: 'Deleting a referenced row reads the whole table for each of them.',
  },
  {
    id: 'full_reads',
    title: 'Large tables that are read as a whole',
    sql: `
      SELECT relid::regclass::text AS "table", seq_scan AS full_reads, coalesce(idx_scan, 0) AS index_reads,
             n_live_tup AS rows, seq_tup_read / greatest(seq_scan, 1) AS rows_per_read
        FROM pg_stat_user_tables
       WHERE ${USER_TABLES} AND n_live_tup > ${SMALL_ROWS} AND seq_scan > coalesce(idx_scan, 0)
       ORDER BY seq_tup_read DESC, 1 LIMIT $1`,
    hint: 'An index may be missing: EXPLAIN the queries on them.',
  },
  {
    id: 'dead_rows',
    title: 'Tables with many dead rows',
    sql: `
      SELECT relid::regclass::text AS "table", n_dead_tup AS dead, n_live_tup AS live,
             greatest(last_vacuum, last_autovacuum) AS last_vacuum
        FROM pg_stat_user_tables
       WHERE ${USER_TABLES} AND n_dead_tup > ${SMALL_ROWS} AND n_dead_tup > n_live_tup / 5
       ORDER BY n_dead_tup DESC, 1 LIMIT $1`,
    hint: 'Autovacuum lags behind, or a long transaction holds it up: VACUUM (ANALYZE) the table.',
  },
];

const SLOW_QUERIES: Statistic = {
  id: 'slow_queries',
  title: 'Queries by the time they took in all',
  sql: `
    SELECT round(total_exec_time::numeric) AS total_ms, calls, round(mean_exec_time::numeric, 2) AS mean_ms,
           round(max_exec_time::numeric, 1) AS max_ms, rows,
           left(regexp_replace(query, '\\s+', ' ', 'g'), 500) AS query
      FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
     ORDER BY total_exec_time DESC LIMIT $1`,
  hint: 'From pg_stat_statements.',
};

const RUNNING_QUERIES: Statistic = {
  id: 'running_queries',
  title: 'Statements running for over a second',
  sql: `
    SELECT pid, round(extract(epoch FROM clock_timestamp() - query_start)::numeric, 1) AS seconds, state,
           wait_event_type AS waits_for, left(regexp_replace(query, '\\s+', ' ', 'g'), 500) AS query
      FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
       AND query_start < clock_timestamp() - interval '1 second'
     ORDER BY query_start LIMIT $1`,
  hint: 'End one with SELECT pg_cancel_backend(pid).',
};

/** What this server can tell, in the order of reading. */
export async function availableStatistics(client: pg.Client): Promise<Statistic[]> {
  return [...STATISTICS, RUNNING_QUERIES, ...((await hasStatementStatistics(client)) ? [SLOW_QUERIES] : [])];
}

/** The extension must be created here and loaded by the server; only asking shows whether both hold. */
async function hasStatementStatistics(client: pg.Client): Promise<boolean> {
  const installed = await client.query(`SELECT FROM pg_extension WHERE extname = 'pg_stat_statements'`);
  if (installed.rowCount === 0) return false;
  return client.query('SELECT FROM pg_stat_statements LIMIT 1').then(
    () => true,
    () => false,
  );
}
