import pg from 'pg';
import { CommandError } from '../cli/command-error.js';
import { parseDump } from './dump-parser.js';

/** A table that is being loaded: its columns, and the line of the dump that names them. */
export class LoadedTable {
  constructor(
    readonly name: string,
    readonly columns: string[],
    readonly line: number,
  ) {}
}

/**
 * What went wrong, for the person who loads: the row and its line, and the server's reason. Values are told only of the
 * key in question, since a row may hold what nobody should read in a log.
 */
export async function loadProblem(
  error: unknown,
  current: LoadedTable | null,
  reopen: (() => Promise<AsyncIterable<Buffer>>) | null,
): Promise<unknown> {
  if (!(error instanceof pg.DatabaseError)) return error;
  const reason = [error.message, keyOf(error) && error.detail?.replace(/\.$/, '')].filter(Boolean).join(': ');
  const place =
    current && rowOf(error) ? at(current.name, current.line, rowOf(error)) : await search(error, reopen);
  return new CommandError(`${place ? `${place}: ` : ''}${reason}. Nothing was loaded.`);
}

const at = (table: string, line: number, row: number): string =>
  `Line ${line + row}, row ${row.toLocaleString('en')} of ${table}`;

/** The row within its COPY, which the server names in whatever its language is: `COPY user, line 17, column id`. */
function rowOf({ where }: pg.DatabaseError): number {
  return Number(/COPY [^,\n]*,\D*(\d+)/.exec(where ?? '')?.[1] ?? 0);
}

/** `Key (cv_id, number)=(1, 2) already exists.` is all the server says of a row whose check came after its COPY. */
function keyOf({ detail }: pg.DatabaseError): { columns: string[]; values: string } | null {
  const [, columns, values] = /\(([^()]+)\)=\((.*)\)/.exec(detail ?? '') ?? [];
  return columns && values !== undefined
    ? { columns: columns.split(', ').map((name) => name.replaceAll('"', '')), values }
    : null;
}

/** Reads the dump once more for the last row with the key. */
async function search(
  error: pg.DatabaseError,
  reopen: (() => Promise<AsyncIterable<Buffer>>) | null,
): Promise<string | null> {
  const key = keyOf(error);
  if (!key || !reopen) return error.table ? `A row of ${error.table}` : null;
  let found: string | null = null;
  let table: LoadedTable | null = null;
  let row = 0;
  let places: number[] = [];
  for await (const parts of parseDump(await reopen())) {
    for (const part of parts) {
      if (part.kind === 'table') {
        table = new LoadedTable(part.table.table, part.table.columns, part.line);
        places = key.columns.map((column) => part.table.columns.indexOf(column));
        row = 0;
      }
      if (part.kind !== 'row' || table?.name !== error.table) continue;
      row += 1;
      if (places.map((place) => String(part.row[place])).join(', ') === key.values && table)
        found = at(table.name, table.line, row);
    }
  }
  return found ?? `A row of ${error.table}`;
}
