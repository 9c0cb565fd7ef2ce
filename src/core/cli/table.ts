export interface Column<Row> {
  title: string;
  value: (row: Row) => string | number;
  /** Numbers stand on the right, so that their digits line up. */
  align?: 'left' | 'right';
}

/** Rows as aligned columns under their titles, with no line that only draws a border; ends without a newline. */
export function table<Row>(columns: Column<Row>[], rows: Row[]): string {
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ value }) => String(value(row)))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)));
  const pad = (text: string, index: number): string =>
    columns[index]?.align === 'right' ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0);
  return cells.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}
