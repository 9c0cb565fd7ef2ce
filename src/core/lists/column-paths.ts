import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { ColumnPath } from './list-spec.js';

/** A column as SQL names it. */
export interface SqlColumn {
  /** `"t0"."submitted_at"` */
  sql: string;
  /** Its type, to cast a parameter to. */
  type: string;
  nullable: boolean;
}

/** Turns column paths into SQL for one statement, and collects the joins they need. */
export class ColumnPaths {
  private readonly joins = new Map<string, { alias: string; sql: string }>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly entity: EntityMetadata,
  ) {}

  /** @throws Error for a path that leads to no column: a mistake in a spec, found by its first use. */
  column(path: ColumnPath): SqlColumn {
    const steps = path.split('.');
    const name = steps.pop() ?? '';
    let at = { entity: this.entity, alias: 't0', nullable: false, path: '' };
    for (const step of steps) at = this.join(at, step);
    const column = at.entity.columns.find(({ propertyPath }) => propertyPath === name);
    if (!column) throw new Error(`${this.entity.name} has no column ${path}`);
    return this.describe(column, at);
  }

  primaryKey(): SqlColumn {
    const [column] = this.entity.primaryColumns;
    if (!column) throw new Error(`${this.entity.name} has no primary key`);
    return this.describe(column, { alias: 't0', nullable: false });
  }

  /** `FROM` with the joins asked for so far. */
  from(): string {
    const joins = [...this.joins.values()].map(({ sql }) => sql);
    return [`FROM "${this.entity.tableName}" "t0"`, ...joins].join(' ');
  }

  private describe(
    column: ColumnMetadata,
    { alias, nullable }: { alias: string; nullable: boolean },
  ): SqlColumn {
    return {
      sql: `"${alias}"."${column.databaseName}"`,
      type: this.dataSource.driver.normalizeType(column),
      nullable: nullable || column.isNullable,
    };
  }

  private join(
    from: { entity: EntityMetadata; alias: string; nullable: boolean; path: string },
    step: string,
  ): typeof from {
    const relation = from.entity.findRelationWithPropertyPath(step);
    const [key] = relation?.joinColumns ?? [];
    if (!relation || !key?.referencedColumn)
      throw new Error(`${from.entity.name} has no many-to-one ${step}`);
    const path = `${from.path}.${step}`;
    const nullable = from.nullable || relation.isNullable;
    const entity = relation.inverseEntityMetadata;
    let join = this.joins.get(path);
    if (!join) {
      const alias = `t${this.joins.size + 1}`;
      const on = `"${alias}"."${key.referencedColumn.databaseName}" = "${from.alias}"."${key.databaseName}"`;
      join = { alias, sql: `${nullable ? 'LEFT ' : ''}JOIN "${entity.tableName}" "${alias}" ON ${on}` };
      this.joins.set(path, join);
    }
    return { entity, alias: join.alias, nullable, path };
  }
}
