import pg from 'pg';
import { copyRows } from '../copy/copy-rows.js';
import type { CopyValue } from '../copy/copy-text.js';

/** A year, near enough for made-up dates. */
const YEAR_MS = 365 * 86_400_000;

/** One run of `demo:seed`: the rooms write their rows through it, all in its client's transaction. */
export class DemoRun {
  readonly counts: Record<string, number> = {};

  /**
   * @param seed the same one gives the same rows, on a database that held the same before.
   * @param asOf the moment at which everything has just happened; no row is younger.
   */
  constructor(
    readonly client: pg.Client,
    readonly seed: number,
    readonly asOf: Date,
    private readonly onRows: (count: number) => void,
  ) {}

  /** Takes `count` numbers of a table's identity column for this run. @returns the first. */
  async reserve(table: string, count: number): Promise<number> {
    const { rows } = await this.client.query<{ last: number }>(
      `SELECT greatest(coalesce(pg_sequence_last_value(pg_get_serial_sequence($1, 'id')::regclass), 0),
         (SELECT coalesce(max(id), 0) FROM ${pg.escapeIdentifier(table)}))::float8 AS last`,
      [pg.escapeIdentifier(table)],
    );
    const last = rows[0]?.last ?? 0;
    if (count > 0)
      await this.client.query(`SELECT setval(pg_get_serial_sequence($1, 'id')::regclass, $2)`, [
        pg.escapeIdentifier(table),
        last + count,
      ]);
    return last + 1;
  }

  /** Writes rows, each with its values in the order of the columns. */
  async write(
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly CopyValue[]>,
  ): Promise<void> {
    const count = await copyRows(this.client, table, columns, rows, this.onRows);
    this.counts[table] = (this.counts[table] ?? 0) + count;
  }

  /** A moment before `asOf`, at most so many years. @param share 0 is the latest, towards 1 the earliest. */
  ago(years: number, share: number): Date {
    return new Date(this.asOf.getTime() - Math.floor(years * YEAR_MS * share));
  }

  /** A moment between two, as far along as `share` says. */
  between(from: Date, to: Date, share: number): Date {
    return new Date(from.getTime() + Math.floor((to.getTime() - from.getTime()) * share));
  }
}
