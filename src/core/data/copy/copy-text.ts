/** What a column may be given as; the server reads the text as the column's type. Of `jsonb` that is the JSON. */
export type CopyValue = string | number | boolean | null;

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A value in COPY's text format. */
function copyField(value: CopyValue | undefined): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value !== 'string') return String(value);
  return /[\\\n\r\t]/.test(value)
    ? value.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] as string)
    : value;
}

/** A row in COPY's text format, with its newline. https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2 */
export function copyLine(values: readonly (CopyValue | undefined)[]): string {
  let line = '';
  for (let index = 0; index < values.length; index += 1)
    line += (index > 0 ? '\t' : '') + copyField(values[index]);
  return `${line}\n`;
}

/** A `text[]` as PostgreSQL reads it. */
export function textArray(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
