import pg from 'pg';
import { CopyIn } from './copy-in.js';
import { copyLine, type CopyValue } from './copy-text.js';

/** `COPY table (columns) FROM STDIN` in text format. */
export function copyStatement(table: string, columns: readonly string[]): string {
  return `COPY ${pg.escapeIdentifier(table)} (${columns.map(pg.escapeIdentifier).join(', ')}) FROM STDIN`;
}

/**
 * Writes rows into a table, as fast as PostgreSQL takes them and one at a time in memory. Part of the client's
 * transaction. `onRows` hears how many more are on their way. @returns how many. @throws the server's error, or what `rows` throws; nothing was written then.
 */
export async function copyRows(
  client: pg.Client,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
  onRows?: (count: number) => void,
): Promise<number> {
  const copy = client.query(new CopyIn(copyStatement(table, columns)));
  try {
    // Awaiting each row would cost more than writing it.
    let batch = '';
    let count = 0;
    for (const row of rows) {
      batch += copyLine(row);
      count += 1;
      if (batch.length < 16_384) continue;
      await copy.write(batch);
      onRows?.(count);
      batch = '';
      count = 0;
    }
    await copy.write(batch);
    onRows?.(count);
  } catch (error) {
    await copy.abort('the rows could not be made');
    throw error;
  }
  return copy.end();
}
