import { DefaultNamingStrategy, type NamingStrategyInterface, type Table } from 'typeorm';

const snake = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^\w]+/g, '_')
    .toLowerCase();

const join = (prefix: string, table: Table | string, parts: string[]): string => {
  const tableName = snake((typeof table === 'string' ? table : table.name).split('.').at(-1) ?? '');
  return `${prefix}_${[tableName, ...parts.map(snake)].join('_')}`.slice(0, 63);
};

/** snake_case tables and columns, and constraint names a person can read in an error message. */
export class SnakeNamingStrategy extends DefaultNamingStrategy implements NamingStrategyInterface {
  override tableName(className: string, customName?: string): string {
    return customName ?? snake(className);
  }

  override columnName(
    propertyName: string,
    customName: string | undefined,
    embeddedPrefixes: string[],
  ): string {
    return snake([...embeddedPrefixes, customName ?? propertyName].join('_'));
  }

  override relationName(propertyName: string): string {
    return snake(propertyName);
  }

  override joinColumnName(relationName: string, referencedColumnName: string): string {
    return snake(`${relationName}_${referencedColumnName}`);
  }

  override joinTableColumnName(tableName: string, propertyName: string, columnName?: string): string {
    return snake(`${tableName}_${columnName ?? propertyName}`);
  }

  override primaryKeyName(table: Table | string, _columns: string[]): string {
    return join('pk', table, []);
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return join('fk', table, columns);
  }

  override indexName(table: Table | string, columns: string[]): string {
    return join('ix', table, columns);
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return join('uq', table, columns);
  }

  override relationConstraintName(table: Table | string, columns: string[]): string {
    return join('uq', table, columns);
  }

  override checkConstraintName(table: Table | string, expression: string): string {
    return join('ck', table, [expression.slice(0, 40)]);
  }
}
