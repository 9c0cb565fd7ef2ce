import type { DataTable, ForeignKey } from './data-tables.js';

/**
 * Puts each table after those its foreign keys point to, otherwise by name. Where tables point at each other in a
 * circle one of them must come first; `forwardKeys` are then what a load has to check later.
 */
export function inForeignKeyOrder(tables: DataTable[]): DataTable[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const ordered = new Set<DataTable>();
  const visiting = new Set<DataTable>();
  const visit = (table: DataTable): void => {
    if (visiting.has(table)) return;
    visiting.add(table);
    for (const { target } of table.foreignKeys) {
      const next = byName.get(target);
      if (next) visit(next);
    }
    ordered.add(table);
  };
  for (const table of tables) visit(table);
  return [...ordered];
}

/** Foreign keys that point from a table to one later in the list. A table may point at itself: COPY checks at its end. */
export function forwardKeys(tables: DataTable[]): { table: string; key: ForeignKey }[] {
  return tables.flatMap(({ name, foreignKeys }, index) => {
    const later = new Set(tables.slice(index + 1).map((table) => table.name));
    return foreignKeys.filter(({ target }) => later.has(target)).map((key) => ({ table: name, key }));
  });
}
