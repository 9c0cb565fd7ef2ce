import type { DataSource, MigrationInterface } from 'typeorm';

export interface ListedMigration {
  /** `CreatePlan1760000000000` */
  name: string;
  /** Milliseconds since 1970, by which migrations are ordered. */
  timestamp: number;
  applied: boolean;
  /** False for one that another version of the service applied. */
  known: boolean;
}

/** The name of a migration, under which it is noted in the table `migration` once it is applied. */
export function nameOf(migration: MigrationInterface): string {
  return migration.name ?? migration.constructor.name;
}

/** The migrations of this version of the service and those applied by another, in the order of their timestamps. */
export async function listMigrations(source: DataSource): Promise<ListedMigration[]> {
  const applied = new Set(await appliedMigrations(source));
  const known = new Set(source.migrations.map(nameOf));
  return [...new Set([...known, ...applied])]
    .map((name) => ({
      ...{ name, timestamp: Number(name.slice(-13)) },
      ...{ applied: applied.has(name), known: known.has(name) },
    }))
    .sort((a, b) => a.timestamp - b.timestamp);
}

/** The names of those that this version has and the database lacks, in the order in which they will be applied. */
export async function pendingMigrations(source: DataSource): Promise<string[]> {
  return (await listMigrations(source)).filter(({ applied }) => !applied).map(({ name }) => name);
}

/** What the database says was applied, oldest first: also migrations that this version does not know. */
export async function appliedMigrations(source: DataSource): Promise<string[]> {
  const [table] = await source.query<{ found: string | null }[]>(`SELECT to_regclass('migration') AS found`);
  if (!table?.found) return [];
  const rows = await source.query<{ name: string }[]>('SELECT name FROM migration ORDER BY id');
  return rows.map(({ name }) => name);
}
