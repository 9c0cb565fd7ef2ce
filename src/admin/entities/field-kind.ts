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
  | 'time'
  /** A moment, whatever the zone it is written in. */
  | 'instant'
  /** What a clock on some wall shows: no zone. */
  | 'dateTime'
  | 'uuid'
  | 'json'
  /** An address of the internet protocol, or a network. */
  | 'network'
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
  time: 'time',
  'time without time zone': 'time',
  'timestamp with time zone': 'instant',
  'timestamp without time zone': 'dateTime',
  uuid: 'uuid',
  json: 'json',
  jsonb: 'json',
  inet: 'network',
  cidr: 'network',
  bytea: 'binary',
};

/** Kind of a PostgreSQL column; types without a rule of their own (interval, ranges, …) travel as their text. */
export function kindOf(column: ColumnMetadata, dataSource: DataSource): FieldKind {
  return KINDS[dataSource.driver.normalizeType(column)] ?? 'other';
}
