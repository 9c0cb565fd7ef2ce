import { runMigrations as runQueueMigrations } from 'bullmq';
import { DataSource, type Migration, type MigrationInterface } from 'typeorm';
import { databaseOptions } from './database-options.js';
import { explainMigrationError } from './explain-migration-error.js';
import { nameOf, pendingMigrations } from './migration-list.js';
import { withClient } from './with-client.js';

/** Any constant shared by all processes: it spells `CVIM`. */
const MIGRATION_LOCK = 0x4356494d;

/**
 * Runs `work` while holding the advisory lock that only one migrating process can hold; the others wait for it.
 * The lock belongs to the session, so a process that dies lets it go.
 */
export async function underMigrationLock<Result>(url: string, work: () => Promise<Result>): Promise<Result> {
  return withClient(url, async (client) => {
    await client.query('SET lock_timeout = 0');
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return work();
  });
}

/** Opens a data source for migrations, hands it to `work` and closes it. */
export async function withMigrationSource<Result>(
  url: string,
  work: (source: DataSource) => Promise<Result>,
): Promise<Result> {
  const source = await new DataSource(databaseOptions(url, 'migration')).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

/** Hears of each migration before it is applied: its name, and how many this call applies in all. */
export type MigrationWatcher = (name: string, total: number) => void;

/**
 * Brings a database up to date: our migrations in the order of their timestamps, each in a transaction of its
 * own, then the job queue's schema. Safe to call from several processes at once.
 * @returns the migrations this call applied.
 * @throws MigrationFailedError naming the one that failed and was rolled back.
 */
export async function migrate(url: string, onMigration?: MigrationWatcher): Promise<Migration[]> {
  return underMigrationLock(url, async () => {
    const applied = await withMigrationSource(url, (source) => applyMigrations(source, onMigration));
    await migrateQueueSchema(url);
    return applied;
  });
}

/** Applies the pending ones of a data source. @throws MigrationFailedError */
export async function applyMigrations(
  source: DataSource,
  onMigration?: MigrationWatcher,
): Promise<Migration[]> {
  if (onMigration) watch(source.migrations, await pendingMigrations(source), onMigration);
  try {
    return await source.runMigrations();
  } catch (error) {
    throw await explainMigrationError(source, error);
  }
}

/** TypeORM tells of migrations only when they are done. */
function watch(migrations: MigrationInterface[], pending: string[], onMigration: MigrationWatcher): void {
  for (const migration of migrations) {
    const up = migration.up.bind(migration);
    migration.up = (runner) => {
      onMigration(nameOf(migration), pending.length);
      return up(runner);
    };
  }
}

async function migrateQueueSchema(url: string): Promise<void> {
  await withClient(url, (client) =>
    runQueueMigrations(client as unknown as Parameters<typeof runQueueMigrations>[0]),
  );
}
