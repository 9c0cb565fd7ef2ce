import pg from 'pg';
import { CommandError } from '../cli/command-error.js';
import { CopyIn } from './copy/copy-in.js';
import { copyStatement } from './copy/copy-rows.js';
import { copyLine } from './copy/copy-text.js';
import { type DataTable, readDataTables, readMigrations } from './data-tables.js';
import type { DumpHeader, DumpTableLine } from './dump-format.js';
import { parseDump } from './dump-parser.js';
import { LoadedTable, loadProblem } from './load-problem.js';
import { forwardKeys } from './table-order.js';

export interface LoadOptions {
  /** Does everything, checks included, and rolls it back. */
  dryRun: boolean;
  /** The last word before anything is written; it throws to stop. */
  approve(header: DumpHeader, olderThan: string | null): Promise<void>;
  onRows(count: number): void;
  /** Reads the dump a second time, to find the line of a row that only its key is known of; null where that is impossible. */
  reopen: (() => Promise<AsyncIterable<Buffer>>) | null;
}

/**
 * Loads a dump in one transaction: everything, or nothing at all. Memory is a few chunks, however many rows there are.
 * @returns the tables, in the order of the dump.
 * @throws CommandError naming the line and row that could not be loaded, and why.
 */
export async function load(
  client: pg.Client,
  source: AsyncIterable<Buffer>,
  options: LoadOptions,
): Promise<string[]> {
  const known = new Map((await readDataTables(client)).map((table) => [table.name, table]));
  const run = new Load(client, known);
  try {
    for await (const parts of parseDump(source)) {
      let text = '';
      let rows = 0;
      for (const part of parts) {
        if (part.kind === 'row') {
          text += copyLine(part.row);
          rows += 1;
          continue;
        }
        await run.write(text);
        text = '';
        if (part.kind === 'header') {
          const older = compareMigrations(part.header, await readMigrations(client));
          run.announce(part.header);
          await options.approve(part.header, older);
          await run.begin();
        } else if (part.kind === 'table') await run.startTable(part.table, part.line);
        else await run.finish();
      }
      await run.write(text);
      options.onRows(rows);
    }
    if (options.dryRun) await client.query('ROLLBACK');
    else await run.commit();
    return run.tables.map(({ name }) => name);
  } catch (error) {
    await run.abort();
    throw await loadProblem(error, run.current, options.reopen);
  }
}

/** @returns the database's own last migration where the dump was made at an earlier one. @throws CommandError */
function compareMigrations({ migration }: DumpHeader, applied: string[]): string | null {
  if (!applied.includes(migration))
    throw new CommandError(
      `The dump was made at migration ${migration}, which this database does not have: ` +
        'use the release it was made with or a newer one, and apply its migrations first (migration:run).',
    );
  return applied[0] === migration ? null : (applied[0] ?? null);
}

function namesOf(keys: ReturnType<typeof forwardKeys>): string {
  return keys.map(({ key }) => pg.escapeIdentifier(key.name)).join(', ');
}

class Load {
  readonly tables: DataTable[] = [];
  current: LoadedTable | null = null;
  private copy: CopyIn | null = null;
  private readonly sequences: { table: string; column: string; sequence: string; last: number }[] = [];
  private altered: ReturnType<typeof forwardKeys> = [];

  constructor(
    private readonly client: pg.Client,
    private readonly known: Map<string, DataTable>,
  ) {}

  announce({ rows }: DumpHeader): void {
    this.tables.push(...Object.keys(rows).map((name) => this.tableOf(name)));
  }

  /** Foreign keys that point forwards, because tables refer to each other in a circle, are checked at the end. */
  async begin(): Promise<void> {
    await this.client.query('BEGIN');
    const keys = forwardKeys(this.tables);
    this.altered = keys.filter(({ key }) => !key.deferrable);
    for (const { table, key } of this.altered) await this.alter(table, key.name, 'DEFERRABLE');
    if (keys.length > 0) await this.client.query(`SET CONSTRAINTS ${namesOf(keys)} DEFERRED`);
  }

  async startTable({ table: name, columns, sequences }: DumpTableLine, line: number): Promise<void> {
    await this.endTable();
    const table = this.tableOf(name);
    const unknown = columns.filter((column) => !table.columns.some((one) => one.name === column));
    if (unknown.length > 0)
      throw new CommandError(
        `Line ${line}: the table ${name} has no column ${unknown.join(', ')} in this database.`,
      );
    for (const column of table.columns) {
      if (column.sequence && columns.includes(column.name))
        this.sequences.push({
          ...{ table: name, column: column.name, sequence: column.sequence },
          last: sequences?.[column.name] ?? 0,
        });
    }
    this.current = new LoadedTable(name, columns, line);
    this.copy = this.client.query(new CopyIn(copyStatement(name, columns)));
  }

  async write(text: string): Promise<void> {
    if (text) await this.copy?.write(text);
  }

  async finish(): Promise<void> {
    await this.endTable();
    this.current = null;
    await this.client.query('SET CONSTRAINTS ALL IMMEDIATE');
    for (const { table, key } of this.altered) await this.alter(table, key.name, 'NOT DEFERRABLE');
  }

  async commit(): Promise<void> {
    // A sequence goes on whether or not its transaction commits, so these come last; a gap harms nobody.
    for (const { table, column, sequence, last } of this.sequences) {
      await this.client.query(
        `SELECT setval($1::regclass, wanted) FROM (
           SELECT greatest($2::bigint, max(${pg.escapeIdentifier(column)})) AS wanted FROM ${pg.escapeIdentifier(table)}
         ) AS found WHERE wanted > coalesce(pg_sequence_last_value($1::regclass), 0)`,
        [sequence, last],
      );
    }
    await this.client.query('COMMIT');
  }

  async abort(): Promise<void> {
    await this.copy?.abort('the dump cannot be loaded').catch(() => undefined);
    await this.client.query('ROLLBACK').catch(() => undefined);
  }

  private async endTable(): Promise<void> {
    await this.copy?.end();
    this.copy = null;
  }

  private tableOf(name: string): DataTable {
    const table = this.known.get(name);
    if (!table) throw new CommandError(`The dump holds the table ${name}, which this service does not have.`);
    return table;
  }

  private async alter(table: string, constraint: string, how: string): Promise<void> {
    await this.client.query(
      `ALTER TABLE ${pg.escapeIdentifier(table)} ALTER CONSTRAINT ${pg.escapeIdentifier(constraint)} ${how}`,
    );
  }
}
