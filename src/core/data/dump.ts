import pg from 'pg';
import { createHash } from 'node:crypto';
import { CommandError } from '../cli/command-error.js';
import { CopyOut } from './copy/copy-out.js';
import {
  type DataColumn,
  type DataTable,
  type Entities,
  readDataTables,
  readMigrations,
} from './data-tables.js';
import { DUMP_FORMAT, DUMP_VERSION, type DumpHeader, type DumpTrailer } from './dump-format.js';
import { selectTables, type TableSelection } from './select-tables.js';
import { keepSmall } from './small-heap.js';
import { inForeignKeyOrder } from './table-order.js';

/** What else a dump tells its caller. */
export interface DumpWatcher {
  onHeader(header: DumpHeader, total: number): void;
  onRows(count: number): void;
}

/**
 * The bytes of a dump, in the format of dump-format.ts, as one snapshot of the database saw it. Runs inside a
 * transaction of its own on `client`; memory is a few chunks, however many rows there are.
 */
export async function* dump(
  client: pg.Client,
  selection: TableSelection,
  watcher: DumpWatcher,
  entities?: Entities,
): AsyncGenerator<Buffer, void, void> {
  await client.query(`SET bytea_output = 'hex'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'`);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const { tables, leftOut } = selectTables(
    inForeignKeyOrder(await readDataTables(client, entities)),
    selection,
  );
  const [migration] = await readMigrations(client);
  if (!migration) throw new CommandError('The database was never migrated: there is nothing to dump.');
  const rows: Record<string, number> = {};
  for (const { name } of tables) rows[name] = await countRows(client, name);
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
  const header: DumpHeader = {
    ...{ format: DUMP_FORMAT, version: DUMP_VERSION, migration },
    ...{ secrets: selection.withSecrets ?? false, left_out: leftOut, rows },
  };
  watcher.onHeader(header, total);

  const hash = createHash('sha256');
  const onBytes = keepSmall();
  const hashed = (bytes: Buffer): Buffer => {
    hash.update(bytes);
    onBytes(bytes.length);
    return bytes;
  };
  yield hashed(line(header));
  for (const table of tables) {
    const columns = table.columns.map(({ name }) => name);
    yield hashed(line({ table: table.name, columns, sequences: await sequencesOf(client, table) }));
    const copy = client.query(new CopyOut(rowsStatement(table)));
    let told = 0;
    for await (const bytes of copy) {
      yield hashed(bytes as Buffer);
      watcher.onRows(copy.rows - told);
      told = copy.rows;
    }
  }
  yield line({ end: true, rows: total, sha256: hash.digest('hex') } satisfies DumpTrailer);
  await client.query('COMMIT');
}

const line = (value: object): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);

async function countRows(client: pg.Client, table: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    `SELECT count(*) FROM ${pg.escapeIdentifier(table)}`,
  );
  return Number(rows[0]?.count);
}

async function sequencesOf(client: pg.Client, { name, columns }: DataTable): Promise<Record<string, number>> {
  const sequences: Record<string, number> = {};
  for (const { name: column, sequence } of columns) {
    if (!sequence) continue;
    const { rows } = await client.query<{ last: string | null }>(
      `SELECT greatest(pg_sequence_last_value($1::regclass), max(${pg.escapeIdentifier(column)})) AS last
       FROM ${pg.escapeIdentifier(name)}`,
      [sequence],
    );
    if (rows[0]?.last != null) sequences[column] = Number(rows[0].last);
  }
  return sequences;
}

/**
 * Each row as one JSON array, made by the server. JSON text holds no control character, so with these quotes CSV is
 * the text itself, while COPY's own text format would escape every backslash again.
 */
function rowsStatement({ name, columns, key }: DataTable): string {
  const order = key.map((part) => {
    const text = columns.some((column) => column.name === part && /^(text|character)/.test(column.type));
    return pg.escapeIdentifier(part) + (text ? ' COLLATE "C"' : '');
  });
  const query = `SELECT json_build_array(${columns.map(jsonOf).join(', ')})::text FROM ${pg.escapeIdentifier(name)}
    ${order.length > 0 ? `ORDER BY ${order.join(', ')}` : ''}`;
  return `COPY (${query}) TO STDOUT (FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')`;
}

function jsonOf({ name, type }: DataColumn): string {
  const column = pg.escapeIdentifier(name);
  if (/^(smallint|integer|boolean)$/.test(type)) return column;
  if (type !== 'bigint') return `${column}::text`;
  return `CASE WHEN ${column} BETWEEN ${Number.MIN_SAFE_INTEGER} AND ${Number.MAX_SAFE_INTEGER}
    THEN to_json(${column}) ELSE to_json(${column}::text) END`;
}
