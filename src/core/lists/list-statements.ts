import type { DataSource, EntityMetadata } from 'typeorm';
import { columnOf, ColumnPaths, type SqlColumn } from './column-paths.js';
import { type Conditions, ListConditions, where } from './list-conditions.js';
import type { ListShape } from './list-shape.js';
import type { AnyListSpec } from './list-spec.js';

/** Columns of a keyset page beside those of the spec: where its rows stand in the order, exactly and as text. */
export const KEY = '$key';
export const ID = '$id';

type Order = Pick<ListShape, 'order'>;
type Choice = Pick<ListShape, 'filters' | 'words' | 'atWordStarts'>;

/**
 * The statements of a spec. The numbered values are, in this order: per column of the key an array, where the rows are
 * `known` by theirs; the owner where there is one; those of the filters; the patterns of the words; for rows then the
 * key (only after a `value`) and the id of the row to go on after, and the limit; by page number the limit and the
 * offset; and among the `first` rows, how many these are.
 */
export class ListStatements<Row extends object> {
  private readonly entity: EntityMetadata;
  private readonly conditions: ListConditions;

  constructor(
    private readonly dataSource: DataSource,
    private readonly spec: AnyListSpec<Row>,
  ) {
    this.entity = dataSource.getMetadata(spec.entity);
    this.conditions = new ListConditions(dataSource, spec);
  }

  rows(shape: ListShape): string {
    if (shape.after !== null) return this.keysetRows(shape);
    if (shape.by === 'keys' || shape.by === 'first') return this.rowsByKeys(shape);
    if (shape.by === 'gathered') return this.rowsGathered(shape);
    const paths = this.paths();
    const order = this.order(shape, paths);
    const columns = this.columns(paths);
    const known = shape.by === 'known' ? this.known(paths) : undefined;
    const { conditions, next } = this.conditions.of(shape, paths, known);
    const from = `${paths.from()}${where(conditions)}`;
    return `SELECT ${columns.join(', ')} ${from} ${order} LIMIT $${next} OFFSET $${next + 1}`;
  }

  /** Counts the rows of all pages, at most `limit`. */
  count(shape: Choice, limit?: number): string {
    const paths = this.paths();
    const { conditions } = this.conditions.of(shape, paths);
    const rows = `${paths.from()}${where(conditions)}`;
    if (limit === undefined) return `SELECT count(*) AS count ${rows}`;
    return `SELECT count(*) AS count FROM (SELECT ${rows} LIMIT ${limit}) counted`;
  }

  /** The keys of the rows of all pages, at most `limit`, in no order. */
  keys(shape: Choice, limit: number): string {
    const paths = this.paths();
    const { conditions } = this.conditions.of(shape, paths);
    return `SELECT ${this.keyColumns(paths).join(', ')} ${paths.from()}${where(conditions)} LIMIT ${limit}`;
  }

  /**
   * The numbers of those periods in which the filter's column lies for some row. After the values of the choice come
   * an array of their beginnings and one of their ends, which are not part of them.
   */
  periods(shape: Choice, filter: string): string {
    const paths = this.paths();
    const column = this.filtered(filter, paths);
    const { conditions, next } = this.conditions.of(shape, paths);
    conditions.push(`${column.sql} >= "period"."since" AND ${column.sql} < "period"."before"`);
    const periods = `unnest($${next}::${column.type}[], $${next + 1}::${column.type}[])`;
    return [
      `SELECT "period"."number" FROM ${periods} WITH ORDINALITY AS "period" ("since", "before", "number")`,
      `WHERE EXISTS (SELECT ${paths.from()}${where(conditions)}) ORDER BY "period"."number"`,
    ].join(' ');
  }

  /** The least and the greatest value of the filter's column. */
  extremes(shape: Choice, filter: string): string {
    const paths = this.paths();
    const { sql } = this.filtered(filter, paths);
    const { conditions } = this.conditions.of(shape, paths);
    return `SELECT min(${sql}) AS first, max(${sql}) AS last ${paths.from()}${where(conditions)}`;
  }

  /** What the planner thinks the table holds, -1 before its first ANALYZE; an exact count where that is not `above`. */
  estimate(above: number): string {
    const { tablePath } = this.entity;
    return [
      `SELECT reltuples::bigint AS estimate,`,
      `CASE WHEN reltuples <= ${above} THEN (SELECT count(*) FROM "${tablePath}") END AS count`,
      `FROM pg_class WHERE oid = '"${tablePath}"'::regclass`,
    ].join(' ');
  }

  /** One row; the values are its id and the owner where there is one. */
  one(): string {
    const paths = this.paths();
    const conditions = [`${paths.id().sql} = $1`];
    if (this.spec.owner !== null) conditions.push(`${paths.column(this.spec.owner).sql} = $2`);
    const columns = this.columns(paths);
    return `SELECT ${columns.join(', ')} ${paths.from()}${where(conditions)}`;
  }

  /** One new row; the values are those of the fields, in this order. */
  insert(fields: readonly (keyof Row & string)[]): string {
    const { tableName } = this.entity;
    const nameOf = (field: keyof Row & string): string =>
      columnOf(this.entity, String(this.spec.columns[field])).databaseName;
    const names = fields.map((field) => `"${nameOf(field)}"`);
    const values = fields.map((_field, index) => `$${index + 1}`);
    const all = Object.keys(this.spec.columns) as (keyof Row & string)[];
    const returned = all.map((field) => `"${nameOf(field)}" AS "${field}"`);
    return `INSERT INTO "${tableName}" (${names.join(', ')}) VALUES (${values.join(', ')}) RETURNING ${returned.join(', ')}`;
  }

  private keysetRows(shape: ListShape): string {
    const paths = this.paths();
    const { name = '', descending = false } = shape.order[0] ?? {};
    const key = paths.column(this.spec.orderings[name] ?? '');
    const id = paths.id();
    const { conditions, next } = this.conditions.of(shape, paths);
    let number = next;
    const compare = descending ? '<' : '>';
    // PostgreSQL puts rows without a value last, and first when descending. It takes each value for what it is
    // compared to, whose type nobody here knows where it is computed.
    if (shape.after === 'value') {
      const beyond = `(${key.sql}, ${id.sql}) ${compare} ($${number++}, $${number++})`;
      const orWithout = key.nullable && !descending;
      conditions.push(orWithout ? `(${beyond} OR ${key.sql} IS NULL)` : beyond);
    } else if (shape.after === 'without') {
      const beyond = `${key.sql} IS NULL AND ${id.sql} ${compare} $${number++}`;
      conditions.push(descending ? `(${key.sql} IS NOT NULL OR (${beyond}))` : beyond);
    }
    const place = [`${key.sql}::text AS "${KEY}"`, `${id.sql}::text AS "${ID}"`];
    const columns = [...this.columns(paths), ...place].join(', ');
    return `SELECT ${columns} ${paths.from()}${where(conditions)} ${this.order(shape, paths)} LIMIT $${number}`;
  }

  private rowsByKeys(shape: ListShape): string {
    const within = this.paths();
    const innerOrder = this.order(shape, within);
    const { conditions, next } = this.conditions.of(shape, within);
    const keys = this.keyColumns(within).join(', ');
    const rows = shape.by === 'first' ? this.firstRows(shape, next + 2) : undefined;
    const page = [
      `SELECT ${keys} ${within.from(rows)}${where(conditions)}`,
      `${innerOrder} LIMIT $${next} OFFSET $${next + 1}`,
    ].join(' ');
    const paths = this.paths();
    const order = this.order(shape, paths);
    const columns = this.columns(paths);
    return `SELECT ${columns.join(', ')} ${paths.fromKeys(page)} ${order}`;
  }

  /** In place of the table: so many of its rows, the first ones in order. @param limit number of the value */
  private firstRows(shape: ListShape, limit: number): string {
    const paths = this.paths();
    const order = this.order(shape, paths);
    return `(SELECT "t0".* ${paths.from()} ${order} LIMIT $${limit})`;
  }

  private rowsGathered(shape: ListShape): string {
    const within = this.paths();
    const { conditions, next } = this.conditions.of(shape, within);
    const keys = `SELECT ${this.keyColumns(within).join(', ')} ${within.from()}${where(conditions)}`;
    const paths = this.paths();
    const order = this.order(shape, paths);
    const columns = this.columns(paths);
    // MATERIALIZED: or the planner would read the rows in order after all, hoping to meet one soon.
    return [
      `WITH "found" AS MATERIALIZED (${keys})`,
      `SELECT ${columns.join(', ')} ${paths.fromKeys('TABLE "found"')} ${order}`,
      `LIMIT $${next} OFFSET $${next + 1}`,
    ].join(' ');
  }

  private filtered(name: string, paths: ColumnPaths): SqlColumn {
    const column = this.spec.filters[name]?.column;
    if (typeof column !== 'string')
      throw new Error(`the list ${this.spec.name} has no filter ${name} by a column`);
    return paths.column(column);
  }

  private paths(): ColumnPaths {
    return new ColumnPaths(this.dataSource, this.entity);
  }

  private columns(paths: ColumnPaths): string[] {
    const columns = Object.entries<AnyListSpec<Row>['columns'][keyof Row & string]>(this.spec.columns);
    return columns.map(([field, source]) => `${paths.column(source).sql} AS "${field}"`);
  }

  private keyColumns(paths: ColumnPaths): string[] {
    return paths.primaryKeys().map(({ sql }, index) => `${sql} AS "k${index}"`);
  }

  /** The rows with keys that are known already. */
  private known(paths: ColumnPaths): Conditions {
    const keys = paths.primaryKeys();
    const arrays = keys.map(({ type }, index) => `$${index + 1}::${type}[]`);
    const columns = keys.map(({ sql }) => sql).join(', ');
    const isAny =
      keys.length === 1 ? `= ANY (${arrays[0]})` : `IN (SELECT * FROM unnest(${arrays.join(', ')}))`;
    return { conditions: [`(${columns}) ${isAny}`], next: keys.length + 1 };
  }

  private order({ order }: Order, paths: ColumnPaths): string {
    const direction = (descending: boolean | undefined): string => (descending ? 'DESC' : 'ASC');
    const declared = order.map(
      ({ name, descending }) =>
        `${paths.column(this.spec.orderings[name] ?? '').sql} ${direction(descending)}`,
    );
    // The key goes the way of what stands before it, so that one index can serve both, forwards or backwards.
    const last = direction(order.at(-1)?.descending);
    const keys = paths.primaryKeys().map(({ sql }) => `${sql} ${last}`);
    return `ORDER BY ${[...declared, ...keys].join(', ')}`;
  }
}
