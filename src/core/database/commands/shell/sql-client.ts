import type pg from 'pg';
import { connectionSettings } from '../../database-options.js';
import { type CancellableClient, StrictClient } from '../../strict-client.js';

/** What one statement answered. */
export interface StatementResult {
  /** `SELECT`, `UPDATE`, … */
  command: string;
  columns: string[];
  /** Values as PostgreSQL writes them, so that nothing is lost on the way; NULL is null. */
  rows: (string | null)[][];
  /** Rows returned or changed; null for a statement that has none, such as CREATE. */
  count: number | null;
}

/** Everything as text: what a person reads is what the server says, with all digits and time zones. */
const AS_TEXT = { getTypeParser: () => (text: string | Buffer) => String(text) };

/** A connection for what a person types: no timeouts, and every value as text. */
export async function openSqlClient(url: string): Promise<CancellableClient> {
  const client: CancellableClient = new StrictClient({
    connectionString: url,
    ...connectionSettings('migration'),
    application_name: 'cv-improver-shell',
    options: '-c timezone=UTC',
    types: AS_TEXT as pg.CustomTypesConfig,
  });
  client.on('error', () => undefined); // the statement in progress or the next one reports it
  await client.connect();
  return client;
}

/** Runs one or more statements, separated by semicolons; the first that fails ends it. */
export async function runSql(client: pg.Client, sql: string): Promise<StatementResult[]> {
  const answer = await client.query<(string | null)[]>({ text: sql, rowMode: 'array' });
  // For several statements pg answers with a list, which its types do not say.
  const results = (Array.isArray(answer) ? answer : [answer]) as pg.QueryArrayResult<(string | null)[]>[];
  return results
    .filter(({ command }) => command)
    .map(({ command, fields, rows, rowCount }) => ({
      command,
      columns: fields.map(({ name }) => name),
      rows,
      count: rowCount,
    }));
}
