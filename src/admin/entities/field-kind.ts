import type { DataSource } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** What a column holds, as far as forms, filters and the writing of values are concerned. */
export type FieldKind =
  | 'text'
  | 'longText'
  | 'integer'
  | 'decimal'
  | 'float'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'uuid'
  | 'json'
  | 'other'
  | 'binary';

const KINDS: Record<string, FieldKind> = {
  'character varying': 'text',
  character: 'text',
  citext: 'text',
  text: 'longText',
  smallint: 'integer',
  integer: 'integer',
  bigint: 'integer',
  numeric: 'decimal',
  money: 'decimal',
  real: 'float',
  'double precision': 'float',
  boolean: 'boolean',
  date: 'date',
  'timestamp with time zone': 'instant',
  'timestamp without time zone': 'instant',
  uuid: 'uuid',
  json: 'json',
  jsonb: 'json',
  bytea: 'binary',
};

/** Kind of a PostgreSQL column; types without a rule of their own (inet, interval, …) travel as their text. */
export function kindOf(column: ColumnMetadata, dataSource: DataSource): FieldKind {
  return KINDS[dataSource.driver.normalizeType(column)] ?? 'other';
}

/**
 * The values a column may take: its enum, or those a check of the form `"column" IN ('a', 'b')` lists, since
 * this schema keeps enums as text with a check.
 */
export function choicesOf(column: ColumnMetadata): string[] | null {
  if (column.enum) return column.enum.map(String);
  for (const check of column.entityMetadata.checks) {
    const match = /^\s*"?(\w+)"?\s+IN\s*\(((?:\s*'[^']*'\s*,?)+)\)\s*$/i.exec(check.expression ?? '');
    if (match && match[1] === column.databaseName)
      return [...match[2]!.matchAll(/'([^']*)'/g)].map((value) => value[1]!);
  }
  return null;
}
