import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { ColumnPath, SqlExpression } from './list-spec.js';

/** A column as SQL names it. */
export interface SqlColumn {
  /** `"t0"."submitted_at"` */
  sql: string;
  /** Its type, to cast a parameter to; empty where it is computed. */
  type: string;
  nullable: boolean;
  isArray: boolean;
}

/** A many-to-one relation with a foreign key of one column. */
export interface Reference {
  /** The entity it leads to. */
  entity: EntityMetadata;
  key: ColumnMetadata;
  referenced: ColumnMetadata;
  nullable: boolean;
}

/** @throws Error for a step that leads nowhere: a mistake in a spec, found by its first use. */
export function referenceOf(entity: EntityMetadata, step: string): Reference {
  const relation = entity.findRelationWithPropertyPath(step);
  const [key] = relation?.joinColumns ?? [];
  if (!relation || !key?.referencedColumn) throw new Error(`${entity.name} has no many-to-one ${step}`);
  return {
    entity: relation.inverseEntityMetadata,
    key,
    referenced: key.referencedColumn,
    nullable: relation.isNullable,
  };
}

/** @throws Error where there is none of this name. */
export function columnOf(entity: EntityMetadata, name: string, path: ColumnPath = name): ColumnMetadata {
  const column = entity.columns.find(({ propertyPath }) => propertyPath === name);
  if (!column) throw new Error(`${entity.name} has no column ${path}`);
  return column;
}

interface Place {
  entity: EntityMetadata;
  alias: string;
  nullable: boolean;
  path: string;
}

/** Turns column paths into SQL for one statement, and collects the joins they need. */
export class ColumnPaths {
  private readonly joins = new Map<string, { alias: string; sql: string }>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly entity: EntityMetadata,
  ) {}

  /** @throws Error for a path that leads to no column: a mistake in a spec, found by its first use. */
  column(source: ColumnPath | SqlExpression): SqlColumn {
    if (typeof source === 'function')
      return { sql: `(${source('"t0"')})`, type: '', nullable: true, isArray: false };
    const steps = source.split('.');
    const name = steps.pop() ?? '';
    let at: Place = { entity: this.entity, alias: 't0', nullable: false, path: '' };
    for (const [index, step] of steps.entries()) {
      const { key, referenced, nullable } = referenceOf(at.entity, step);
      // The foreign key is what it points at, and needs no join.
      if (index === steps.length - 1 && referenced.propertyPath === name)
        return this.describe(key, at.alias, at.nullable || nullable);
      at = this.join(at, step);
    }
    return this.describe(columnOf(at.entity, name, source), at.alias, at.nullable);
  }

  primaryKeys(): [SqlColumn, ...SqlColumn[]] {
    const [first, ...others] = this.entity.primaryColumns.map((column) => this.describe(column, 't0', false));
    if (!first) throw new Error(`${this.entity.name} has no primary key`);
    return [first, ...others];
  }

  /** The primary key of what is told apart by one column. @throws Error for any other: a mistake in a spec. */
  id(): SqlColumn {
    const [id, ...others] = this.primaryKeys();
    if (others.length > 0)
      throw new Error(`${this.entity.name} has a key of ${others.length + 1} columns: no id and no cursors`);
    return id;
  }

  /** `FROM` with the joins asked for so far. @param rows what to read in place of the table: `(SELECT …)`. */
  from(rows = `"${this.entity.tableName}"`): string {
    const joins = [...this.joins.values()].map(({ sql }) => sql);
    return [`FROM ${rows} "t0"`, ...joins].join(' ');
  }

  /** `FROM` with the rows of a query that says their keys, as `k0`, `k1` and so on. */
  fromKeys(keys: string): string {
    const same = this.primaryKeys().map(({ sql }, index) => `${sql} = "page"."k${index}"`);
    const joins = [...this.joins.values()].map(({ sql }) => sql);
    return [
      `FROM "${this.entity.tableName}" "t0" JOIN (${keys}) "page" ON ${same.join(' AND ')}`,
      ...joins,
    ].join(' ');
  }

  private describe(column: ColumnMetadata, alias: string, nullable: boolean): SqlColumn {
    return {
      sql: `"${alias}"."${column.databaseName}"`,
      type: this.dataSource.driver.normalizeType(column),
      nullable: nullable || column.isNullable,
      isArray: column.isArray,
    };
  }

  private join(from: Place, step: string): Place {
    const { entity, key, referenced, nullable: optional } = referenceOf(from.entity, step);
    const path = `${from.path}.${step}`;
    const nullable = from.nullable || optional;
    let join = this.joins.get(path);
    if (!join) {
      const alias = `t${this.joins.size + 1}`;
      const on = `"${alias}"."${referenced.databaseName}" = "${from.alias}"."${key.databaseName}"`;
      join = { alias, sql: `${nullable ? 'LEFT ' : ''}JOIN "${entity.tableName}" "${alias}" ON ${on}` };
      this.joins.set(path, join);
    }
    return { entity, alias: join.alias, nullable, path };
  }
}
