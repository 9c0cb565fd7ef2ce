import { UsageError } from '../cli/usage-error.js';
import type { DataTable } from './data-tables.js';

export interface TableSelection {
  only?: string[];
  exclude?: string[];
  withSecrets?: boolean;
}

export interface SelectedTables {
  tables: DataTable[];
  /** Tables that cannot be filled again without their secrets, and so are nothing without them. */
  leftOut: string[];
}

/** The tables and columns that a dump shall hold. @throws UsageError naming a table that does not exist. */
export function selectTables(
  all: DataTable[],
  { only, exclude = [], withSecrets = false }: TableSelection,
): SelectedTables {
  const known = new Set(all.map(({ name }) => name));
  const unknown = [...(only ?? []), ...exclude].filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new UsageError(
      `There is no table ${unknown.join(', ')}. There are: ${[...known].sort().join(', ')}.`,
    );
  const wanted = all.filter(({ name }) => (only?.includes(name) ?? true) && !exclude.includes(name));
  if (wanted.length === 0) throw new UsageError('This selection leaves no table.');
  if (withSecrets) return { tables: wanted, leftOut: [] };
  const needsSecret = ({ columns }: DataTable): boolean =>
    columns.some(({ secret, required }) => secret && required);
  return {
    tables: wanted
      .filter((table) => !needsSecret(table))
      .map((table) => ({ ...table, columns: table.columns.filter(({ secret }) => !secret) })),
    leftOut: wanted.filter(needsSecret).map(({ name }) => name),
  };
}
