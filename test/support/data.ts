import pg from 'pg';

/** Runs SQL, several statements too. @returns the rows of the last one. */
export async function queryRows<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const results = (await client.query<Row>(sql)) as pg.QueryResult<Row> | pg.QueryResult<Row>[];
    return (Array.isArray(results) ? results.at(-1) : results)?.rows ?? [];
  } finally {
    await client.end();
  }
}

/** SQL for so many accounts, `person1` with id 1 and so on. */
export function people(count: number): string {
  return `INSERT INTO "user" (username, email)
    SELECT 'person' || n, 'person' || n || '@example.com' FROM generate_series(1, ${count}) n`;
}

/** The dump with one value changed, and no checksum to tell. */
export function withValue(text: string, table: string, row: number, column: string, value: unknown): string {
  const lines = text.replace(/,"sha256":"\w+"/, '').split('\n');
  const start = lines.findIndex((line) => line.startsWith(`{"table":"${table}"`));
  const values = JSON.parse(lines[start + row] ?? '') as unknown[];
  values[(JSON.parse(lines[start] ?? '') as { columns: string[] }).columns.indexOf(column)] = value;
  lines[start + row] = JSON.stringify(values);
  return lines.join('\n');
}
