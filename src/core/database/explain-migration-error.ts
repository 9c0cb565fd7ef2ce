import type { DataSource } from 'typeorm';
import { MigrationFailedError } from './database.errors.js';
import { listMigrations } from './migration-list.js';

/**
 * Turns what ended a run of migrations into words. Each migration is a transaction of its own: those before the one
 * that failed stay, and of that one nothing remains.
 */
export async function explainMigrationError(
  source: DataSource,
  error: unknown,
): Promise<MigrationFailedError> {
  const { code, message } = error as Error & { code?: string };
  const migrations = await listMigrations(source).catch(() => null);
  const failed = migrations?.find(({ applied }) => !applied);
  if (!failed) {
    return new MigrationFailedError(
      `The database went away in the middle of a migration (${message}). PostgreSQL rolls it back by itself; start again.`,
      { cause: error },
    );
  }
  return new MigrationFailedError(
    `The migration ${failed.name} failed and was rolled back, so nothing of it remains: ${message}.\n` +
      `${adviceFor(code, message)} Then start again; what was applied before it stays.`,
    { cause: error },
  );
}

function adviceFor(code: string | undefined, message: string): string {
  const extension = /extension "(\w+)"/.exec(message)?.[1];
  if (extension && code === '42501') {
    return `Let an administrator run CREATE EXTENSION ${extension} in this database, or GRANT CREATE ON DATABASE to our role.`;
  }
  if (extension)
    return `Install PostgreSQL's extension ${extension} on its host (package postgresql-contrib).`;
  if (code === '42501') return 'Let our role own the database, or GRANT it CREATE ON SCHEMA public.';
  return 'Mend what the message names.';
}
