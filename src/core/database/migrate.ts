import { runMigrations as runQueueMigrations } from 'bullmq';
import { DataSource, type Migration } from 'typeorm';
import { databaseOptions } from './database-options.js';
import { explainMigrationError } from './explain-migration-error.js';
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

/**
 * Brings a database up to date: our migrations in the order of their timestamps, each in a transaction of its
 * own, then the job queue's schema. Safe to call from several processes at once.
 * @returns the migrations this call applied.
 * @throws MigrationFailedError naming the one that failed and was rolled back.
 */
export async function migrate(url: string): Promise<Migration[]> {
  return underMigrationLock(url, async () => {
    const applied = await withMigrationSource(url, applyMigrations);
    await migrateQueueSchema(url);
    return applied;
  });
}

async function applyMigrations(source: DataSource): Promise<Migration[]> {
  try {
    return await source.runMigrations();
  } catch (error) {
    throw await explainMigrationError(source, error);
  }
}

async function migrateQueueSchema(url: string): Promise<void> {
  await withClient(url, (client) =>
    runQueueMigrations(client as unknown as Parameters<typeof runQueueMigrations>[0]),
  );
}
