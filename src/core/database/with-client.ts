import pg from 'pg';
import { connectionSettings } from './database-options.js';
import { StrictClient } from './strict-client.js';

/** One connection without a time limit, for work that moves many rows; closed afterwards, whatever happens. */
export async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client: pg.Client = new StrictClient({ connectionString: url, ...connectionSettings('migration') });
  client.on('error', () => undefined); // the query in progress reports it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Lets the planner know what came in, at once instead of when autovacuum gets to it. */
export async function analyze(client: pg.Client, tables: readonly string[]): Promise<void> {
  if (tables.length > 0)
    await client.query(`ANALYZE ${tables.map((table) => pg.escapeIdentifier(table)).join(', ')}`);
}
