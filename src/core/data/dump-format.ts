/**
 * A dump is JSON Lines in UTF-8: a header; for each table, in foreign-key order, a table line and then a JSON array per
 * row, in the order of that line's columns; at the end a trailer, without which a dump is not whole.
 *
 * In a row, booleans and integers up to 2^53 are JSON; everything else is a string holding PostgreSQL's own text for the
 * value (times in UTC with their microseconds, `numeric` with its scale, `jsonb`, arrays, `inet`), because that is what
 * comes back exactly, on any server version. Nothing in it depends on when or where it was made: equal rows, equal bytes.
 */
export const DUMP_FORMAT = 'cv-improver-dump';
export const DUMP_VERSION = 1;

export interface DumpHeader {
  format: typeof DUMP_FORMAT;
  version: typeof DUMP_VERSION;
  /** The last migration of the database it was made from. */
  migration: string;
  /** Whether columns marked `@Secret()` are in it. */
  secrets: boolean;
  /** Tables left out because their rows are nothing without their secrets: sessions. */
  left_out: string[];
  /** Rows by table, in the order of the tables. */
  rows: Record<string, number>;
}

export interface DumpTableLine {
  table: string;
  columns: string[];
  /** The last number each identity column has given out, so that the number of a deleted row is not given again. */
  sequences: Record<string, number>;
}

export interface DumpTrailer {
  end: true;
  rows: number;
  /** Of every byte before this line, in hexadecimal; a load skips the check where a hand-made dump has none. */
  sha256?: string;
}

export type DumpRow = (string | number | boolean | null)[];
