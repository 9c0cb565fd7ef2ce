import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataSource, type MigrationInterface } from 'typeorm';
import { readCatalogue } from '../src/core/database/catalogue.js';
import { databaseOptions } from '../src/core/database/database-options.js';
import { countRows, fillTables, tableNames } from './support/fill-tables.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';

type MigrationType = new () => MigrationInterface;

const folder = fileURLToPath(new URL('../migrations/', import.meta.url));
const stamp = (path: string): string => /\/(\d{13})-/.exec(path)?.[1] ?? '';

/** Every migration of every room, in the order in which they are applied. */
async function allMigrations(): Promise<MigrationType[]> {
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts'))
    .sort((a, b) => stamp(a).localeCompare(stamp(b)));
  const modules = files.map((file) => import(join(folder, file)) as Promise<Record<string, MigrationType>>);
  return (await Promise.all(modules)).flatMap((module) => Object.values(module));
}

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

/** A data source that knows these migrations only, so that it applies nothing beyond. */
async function withMigrations(
  migrations: MigrationType[],
  work: (source: DataSource) => Promise<void>,
): Promise<void> {
  const options = { ...databaseOptions(database.url, 'migration'), entities: [], migrations };
  const source = await new DataSource(options).initialize();
  try {
    await work(source);
  } finally {
    await source.destroy();
  }
}

async function rowCounts(source: DataSource): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await tableNames(source)) counts[table] = await countRows(source, table);
  return counts;
}

describe('on a database with rows in every table', () => {
  it('every migration goes down and up again, and the rows of tables it does not drop stay', async () => {
    const migrations = await allMigrations();
    for (let known = migrations.length; known > 0; known -= 1) {
      await withMigrations(migrations.slice(0, known), async (source) => {
        await fillTables(source);
        const rows = await rowCounts(source);
        const before = await readCatalogue(source);
        expect(Object.values(rows).every((count) => count > 0)).toBe(true);

        await source.undoLastMigration();
        const left = await rowCounts(source);
        expect(rows).toMatchObject(left);
        expect(await source.runMigrations()).toHaveLength(1);
        expect(await rowCounts(source)).toMatchObject(left);
        expect(await readCatalogue(source)).toEqual(before);

        await fillTables(source);
        await source.undoLastMigration();
      });
    }
    await withMigrations(migrations, async (source) => {
      expect(await tableNames(source)).toEqual([]);
      expect(await source.runMigrations()).toHaveLength(migrations.length);
    });
  }, 120_000);
});
