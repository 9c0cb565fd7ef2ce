import type { DataSource, EntityMetadata } from 'typeorm';
import { columnOf, type ColumnPaths, referenceOf, type SqlColumn } from './column-paths.js';
import type { AnyListSpec, ColumnPath, ListFilter, ReferringColumn } from './list-spec.js';
import type { ListShape } from './list-shape.js';

/** Conditions in SQL, and the number of the first value after theirs. */
export interface Conditions {
  conditions: string[];
  next: number;
}

/** A condition in SQL: whether a column fits the pattern at a place of the statement's values. */
type Fits = (column: SqlColumn, value: string) => string;

/** The conditions of a spec's statements; their values are numbered in the order of `valuesOf`. */
export class ListConditions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly spec: AnyListSpec<never>,
  ) {}

  /** The conditions of a shape, after `first` ones. */
  of(
    { filters, words, atWordStarts = false }: Pick<ListShape, 'filters' | 'words' | 'atWordStarts'>,
    paths: ColumnPaths,
    first: Conditions = { conditions: [], next: 1 },
  ): Conditions {
    const conditions = [...first.conditions];
    let number = first.next;
    if (this.spec.owner !== null) conditions.push(`${paths.column(this.spec.owner).sql} = $${number++}`);
    for (const name of filters) {
      const filter = this.spec.filters[name];
      // Left out, it would show more rows than were asked for.
      if (!filter) throw new Error(`the list ${this.spec.name} has no filter ${name}`);
      conditions.push(this.filter(filter, paths, `$${number++}`));
    }
    for (let word = 0; word < words; word += 1) {
      const value = `$${number++}`;
      const found = this.spec.search.map((path) =>
        this.match(path, paths, value, atWordStarts ? beginsWord : hasWord),
      );
      conditions.push(`(${found.join(' OR ')})`);
    }
    return { conditions, next: number };
  }

  private filter({ column, is }: ListFilter, paths: ColumnPaths, value: string): string {
    if (typeof column === 'object') return this.refers(column, is, paths, value);
    return compare(paths.column(column), is, value);
  }

  private refers(
    { entity, by, at, column, where }: ReferringColumn,
    is: ListFilter['is'],
    paths: ColumnPaths,
    value: string,
  ): string {
    const metadata = this.dataSource.getMetadata(entity);
    const { key, referenced } = referenceOf(metadata, by);
    const target = paths.column(at === '' ? referenced.propertyPath : `${at}.${referenced.propertyPath}`);
    const conditions = [
      `"r0"."${key.databaseName}" = ${target.sql}`,
      compare(this.plainColumn(metadata, column, 'r0'), is, value),
      ...(where ? [`(${where('"r0"')})`] : []),
    ];
    return `EXISTS (SELECT FROM "${metadata.tableName}" "r0" WHERE ${conditions.join(' AND ')})`;
  }

  /**
   * Whether a column fits a word. One of a related row is looked up first and compared by the foreign key: both
   * sides of the OR can then use their indexes, which a condition on a join could not.
   */
  private match(path: ColumnPath, paths: ColumnPaths, value: string, fits: Fits): string {
    const [step, ...rest] = path.split('.');
    if (rest.length === 0) return fits(paths.column(path), value);
    const { key, entity, referenced } = referenceOf(
      this.dataSource.getMetadata(this.spec.entity),
      step ?? '',
    );
    const found = this.related(entity, rest, referenced.databaseName, (column) => fits(column, value), 1);
    return `"t0"."${key.databaseName}" = ANY (ARRAY(${found}))`;
  }

  private related(
    entity: EntityMetadata,
    [step = '', ...rest]: string[],
    wanted: string,
    fits: (column: SqlColumn) => string,
    depth: number,
  ): string {
    const alias = `s${depth}`;
    const from = `SELECT "${alias}"."${wanted}" FROM "${entity.tableName}" "${alias}"`;
    if (rest.length === 0) return `${from} WHERE ${fits(this.plainColumn(entity, step, alias))}`;
    const next = referenceOf(entity, step);
    const found = this.related(next.entity, rest, next.referenced.databaseName, fits, depth + 1);
    return `${from} WHERE "${alias}"."${next.key.databaseName}" = ANY (ARRAY(${found}))`;
  }

  private plainColumn(entity: EntityMetadata, name: string, alias: string): SqlColumn {
    const column = columnOf(entity, name);
    return {
      sql: `"${alias}"."${column.databaseName}"`,
      type: this.dataSource.driver.normalizeType(column),
      nullable: column.isNullable,
      isArray: column.isArray,
    };
  }
}

/** ` WHERE …`, or nothing. */
export function where(conditions: readonly string[]): string {
  return conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
}

const SMALL_NUMBERS: ReadonlySet<unknown> = new Set(['smallint', 'integer']);

function compare(column: SqlColumn, is: ListFilter['is'] = '=', value: string): string {
  switch (is) {
    case 'any':
      return `${column.sql} = ANY (${value})`;
    case 'contains':
      return contains(column, value);
    case 'null':
      return `(${column.sql} IS NULL) = ${value}::boolean`;
    case 'empty':
      return `(COALESCE(${asText(column)}, '') = '${column.isArray ? '{}' : ''}') = ${value}::boolean`;
    default:
      // A number that such a column cannot hold is no mistake: it is greater, or less, than all of them.
      return `${column.sql} ${is} ${SMALL_NUMBERS.has(column.type) && !column.isArray ? `${value}::bigint` : value}`;
  }
}

/** By the expression that the trigram indexes are made of. */
function contains(column: SqlColumn, value: string): string {
  return `${asText(column)} ILIKE ${value}`;
}

const WHOLE_NUMBERS: ReadonlySet<unknown> = new Set(['smallint', 'integer', 'bigint']);

/** A whole number is found by all of its digits, and so by its index; part of it would be looked for in every row. */
function hasWord(column: SqlColumn, value: string): string {
  if (!WHOLE_NUMBERS.has(column.type) || column.isArray) return contains(column, value);
  const word = `btrim(${value}, '%')`;
  return `${column.sql} = CASE WHEN ${word} ~ '^[0-9]{1,18}$' THEN ${word}::bigint END`;
}

/** The same index knows where words begin, and so finds a word of one or two letters there, but nowhere else. */
function beginsWord(column: SqlColumn, value: string): string {
  if (WHOLE_NUMBERS.has(column.type)) return hasWord(column, value);
  return `(${contains(column, value)} OR ${contains(column, `('% ' || ${value})`)})`;
}

function asText({ sql, type, isArray }: SqlColumn): string {
  return type === 'text' && !isArray ? sql : `CAST(${sql} AS text)`;
}
