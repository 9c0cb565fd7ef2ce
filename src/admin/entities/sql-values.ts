import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { RowCondition } from './row-condition.js';

/** Collects the values of one statement and names their places in it. */
export class SqlValues {
  readonly values: unknown[] = [];

  constructor(private readonly dataSource: DataSource) {}

  /** A value's place, as a value of the column's type. */
  of(column: ColumnMetadata, value: unknown): string {
    return `${this.add(value)}::${this.typeOf(column)}`;
  }

  /** The place of a list of values of the column's type. */
  listOf(column: ColumnMetadata, values: readonly unknown[]): string {
    return `${this.add(values)}::${this.typeOf(column)}[]`;
  }

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** Whether a row, by its alias, keeps to a condition. */
  condition(metadata: EntityMetadata, alias: string, condition: RowCondition): string {
    const [step, ...rest] = condition.column.split('.');
    if (rest.length === 0) return this.comparison(columnOf(metadata, step!), alias, condition);
    const relation = metadata.relations.find(({ propertyName }) => propertyName === step)!;
    const [join] = relation.joinColumns;
    const target = relation.inverseEntityMetadata;
    const next = `${alias}_`;
    const inner = this.condition(target, next, { ...condition, column: rest.join('.') });
    const on = `${next}.${quote(join!.referencedColumn!.databaseName)} = ${alias}.${quote(join!.databaseName)}`;
    return `EXISTS (SELECT 1 FROM ${tableOf(target)} ${next} WHERE ${on} AND ${inner})`;
  }

  private comparison(column: ColumnMetadata, alias: string, { is, value }: RowCondition): string {
    const name = `${alias}.${quote(column.databaseName)}`;
    if (is === 'null') return `(${name} IS NULL) = ${this.add(value)}::boolean`;
    if (is === 'in') return `${name} = ANY (${this.listOf(column, value as readonly unknown[])})`;
    return `${name} ${is} ${this.of(column, value)}`;
  }

  /** A column's type in SQL. */
  typeOf(column: ColumnMetadata): string {
    return this.dataSource.driver.normalizeType(column);
  }
}

/** A name in SQL. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** An entity's table in SQL. */
export function tableOf({ tablePath }: EntityMetadata): string {
  return tablePath.split('.').map(quote).join('.');
}

function columnOf(metadata: EntityMetadata, name: string): ColumnMetadata {
  return metadata.columns.find((column) => !column.isVirtual && column.propertyName === name)!;
}
