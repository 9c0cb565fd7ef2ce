import type { DataSource } from 'typeorm';
import { ColumnPaths } from './column-paths.js';
import type { ListFilter, ListSpec } from './list-spec.js';

/** Columns of a keyset page beside those of the spec: where its rows stand in the order, exactly and as text. */
export const KEY = '$key';
export const ID = '$id';

/** Everything about a request that changes the text of its statement; the rest are values. */
export interface ListShape {
  ordering: string;
  descending: boolean;
  /** Names of the filters in use, in the order of the spec. */
  filters: readonly string[];
  /** Number of words searched for. */
  words: number;
  /**
   * A keyset page begins at the `start`, after a row with a `value` to order by, or after one `without` a value.
   * Null: a page by its number.
   */
  after: 'start' | 'value' | 'without' | null;
}

/**
 * The statements of a spec. The numbered values are, in this order: the owner where there is one, those of the
 * filters, the patterns of the words; for rows then the key (only after a `value`) and the id of the row to go on
 * after, and the limit; by page number the limit and the offset.
 */
export class ListStatements<Row extends object> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly spec: ListSpec<Row>,
  ) {}

  rows(shape: ListShape): string {
    const paths = this.paths();
    const key = paths.column(this.spec.orderings[shape.ordering] ?? '');
    const id = paths.primaryKey();
    const { conditions, next } = this.conditions(shape, paths);
    const columns = this.columns(paths);
    let number = next;
    if (shape.after !== null) {
      columns.push(`${key.sql}::text AS "${KEY}"`, `${id.sql}::text AS "${ID}"`);
      const compare = shape.descending ? '<' : '>';
      // PostgreSQL puts rows without a value last, and first when descending.
      if (shape.after === 'value') {
        const beyond = `(${key.sql}, ${id.sql}) ${compare} ($${number++}::${key.type}, $${number++}::${id.type})`;
        const orWithout = key.nullable && !shape.descending;
        conditions.push(orWithout ? `(${beyond} OR ${key.sql} IS NULL)` : beyond);
      } else if (shape.after === 'without') {
        const beyond = `${key.sql} IS NULL AND ${id.sql} ${compare} $${number++}::${id.type}`;
        conditions.push(shape.descending ? `(${key.sql} IS NOT NULL OR (${beyond}))` : beyond);
      }
    }
    const direction = shape.descending ? 'DESC' : 'ASC';
    return [
      `SELECT ${columns.join(', ')} ${paths.from()}${where(conditions)}`,
      `ORDER BY ${key.sql} ${direction}, ${id.sql} ${direction}`,
      `LIMIT $${number++}${shape.after === null ? ` OFFSET $${number}` : ''}`,
    ].join(' ');
  }

  /** Counts the rows of all pages, at most `limit`. */
  count(shape: ListShape, limit?: number): string {
    const paths = this.paths();
    const { conditions } = this.conditions(shape, paths);
    const rows = `${paths.from()}${where(conditions)}`;
    if (limit === undefined) return `SELECT count(*) AS count ${rows}`;
    return `SELECT count(*) AS count FROM (SELECT ${rows} LIMIT ${limit}) counted`;
  }

  /** What the planner thinks the table holds; -1 before its first ANALYZE. */
  estimate(): string {
    const { tablePath } = this.dataSource.getMetadata(this.spec.entity);
    return `SELECT reltuples::bigint AS count FROM pg_class WHERE oid = '"${tablePath}"'::regclass`;
  }

  /** One row; the values are its id and the owner where there is one. */
  one(): string {
    const paths = this.paths();
    const conditions = [`${paths.primaryKey().sql} = $1`];
    if (this.spec.owner !== null) conditions.push(`${paths.column(this.spec.owner).sql} = $2`);
    const columns = this.columns(paths);
    return `SELECT ${columns.join(', ')} ${paths.from()}${where(conditions)}`;
  }

  /** One new row; the values are those of the fields, in this order. */
  insert(fields: readonly (keyof Row & string)[]): string {
    const { tableName, columns } = this.dataSource.getMetadata(this.spec.entity);
    const nameOf = (field: keyof Row & string): string => {
      const column = columns.find(({ propertyPath }) => propertyPath === this.spec.columns[field]);
      if (!column) throw new Error(`${field} is no column of ${tableName} itself`);
      return column.databaseName;
    };
    const names = fields.map((field) => `"${nameOf(field)}"`);
    const values = fields.map((_field, index) => `$${index + 1}`);
    const all = Object.keys(this.spec.columns) as (keyof Row & string)[];
    const returned = all.map((field) => `"${nameOf(field)}" AS "${field}"`);
    return `INSERT INTO "${tableName}" (${names.join(', ')}) VALUES (${values.join(', ')}) RETURNING ${returned.join(', ')}`;
  }

  private paths(): ColumnPaths {
    return new ColumnPaths(this.dataSource, this.dataSource.getMetadata(this.spec.entity));
  }

  private columns(paths: ColumnPaths): string[] {
    const columns = Object.entries<string>(this.spec.columns);
    return columns.map(([field, path]) => `${paths.column(path).sql} AS "${field}"`);
  }

  /** @returns the conditions and the number of the first value after theirs. */
  private conditions(shape: ListShape, paths: ColumnPaths): { conditions: string[]; next: number } {
    const conditions: string[] = [];
    let number = 1;
    if (this.spec.owner !== null) conditions.push(`${paths.column(this.spec.owner).sql} = $${number++}`);
    for (const name of shape.filters) {
      const filter = this.spec.filters[name];
      if (filter) conditions.push(condition(filter, paths.column(filter.column).sql, `$${number++}`));
    }
    for (let word = 0; word < shape.words; word += 1) {
      const found = this.spec.search.map((path) => `${paths.column(path).sql} ILIKE $${number}`);
      conditions.push(`(${found.join(' OR ')})`);
      number += 1;
    }
    return { conditions, next: number };
  }
}

function condition({ is = '=' }: ListFilter, column: string, value: string): string {
  if (is === 'null') return `(${column} IS NULL) = ${value}::boolean`;
  return `${column} ${is === 'contains' ? 'ILIKE' : is} ${value}`;
}

function where(conditions: readonly string[]): string {
  return conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
}
