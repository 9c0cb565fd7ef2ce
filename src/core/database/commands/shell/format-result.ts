import type { DatabaseError } from 'pg';
import { table } from '../../../cli/table.js';
import type { StatementResult } from './sql-client.js';

/** The rows under their titles and how many they are, or what the statement did. */
export function formatResult({ command, columns, rows, count }: StatementResult): string {
  if (columns.length === 0) return count === null ? command : `${command} ${count}`;
  const shown = columns.map((title, index) => ({
    title,
    value: (row: (string | null)[]) => oneLine(row[index] ?? null),
    align: rows.every((row) => row[index] == null || /^-?[\d.]+$/.test(row[index]))
      ? ('right' as const)
      : undefined,
  }));
  return `${table(shown, rows)}\n(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`;
}

/** What the server had against a statement, with its detail and hint. */
export function formatError(error: Partial<DatabaseError>): string {
  const lines = [`error: ${error.message}${error.code ? ` (${error.code})` : ''}`];
  if (error.detail) lines.push(`detail: ${error.detail}`);
  if (error.hint) lines.push(`hint: ${error.hint}`);
  return lines.join('\n');
}

function oneLine(value: string | null): string {
  return value === null ? '∅' : value.replace(/\r?\n/g, '⏎').replace(/\p{Cc}/gu, '�');
}
