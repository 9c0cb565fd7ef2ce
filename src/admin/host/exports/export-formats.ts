import { stringify } from 'csv-stringify';
import { Readable } from 'node:stream';

/** A file format of exports. */
export interface ExportFormat {
  extension: string;
  type: string;
  /** The file's bytes. An error of the rows is the stream's. */
  write(names: readonly string[], rows: AsyncIterable<readonly unknown[]>): Readable;
}

/** By their names in addresses. */
export const EXPORT_FORMATS = {
  csv: { extension: 'csv', type: 'text/csv; charset=utf-8', write: writeCsv },
  jsonl: { extension: 'jsonl', type: 'application/jsonl', write: writeJsonLines },
} as const satisfies Record<string, ExportFormat>;

/**
 * RFC 4180 with a line of names. What a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV
 * Injection), and a byte order mark tells Excel that it is UTF-8.
 */
function writeCsv(names: readonly string[], rows: AsyncIterable<readonly unknown[]>): Readable {
  const lines = stringify({
    bom: true,
    header: true,
    columns: [...names],
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
  });
  const cells = Readable.from(mapped(rows, (row) => row.map(textOf)));
  cells.on('error', (error) => lines.destroy(error));
  lines.on('close', () => cells.destroy());
  return cells.pipe(lines);
}

/** One JSON object a line. */
function writeJsonLines(names: readonly string[], rows: AsyncIterable<readonly unknown[]>): Readable {
  const line = (row: readonly unknown[]): string =>
    `${JSON.stringify(Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])))}\n`;
  return Readable.from(mapped(rows, line), { objectMode: false });
}

/** What a spreadsheet begins a formula with; a number does no harm. */
const FORMULA = /^[=+\-@\t\r](?!\d+(\.\d+)?$)/;

/** A cell: times are ISO 8601 in UTC, what has parts is JSON, and nothing is empty. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
  return FORMULA.test(text) ? `'${text}` : text;
}

async function* mapped<From, To>(rows: AsyncIterable<From>, change: (row: From) => To): AsyncGenerator<To> {
  for await (const row of rows) yield change(row);
}
