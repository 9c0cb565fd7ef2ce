import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../config/project-root.js';
import { readCatalogue } from './catalogue.js';
import { migrate, withMigrationSource } from './migrate.js';
import { withScratchDatabase } from './scratch-database.js';

const snapshotFile = (): string => join(projectRoot(), 'migrations', 'catalogue.snapshot.txt');

export interface SchemaDifference {
  /** SQL that would bring what the migrations build to what the entities describe, and back. */
  up: string[];
  down: string[];
  /** Lines of the catalogue that the snapshot lacks (`+`) or has in excess (`-`). */
  catalogue: string[];
}

/** Builds a database from the migrations alone and compares it with the entities and with the snapshot. */
export function checkSchema(url: string): Promise<SchemaDifference> {
  return withMigratedScratch(url, async (entities, catalogue) => {
    const snapshot = (await readFile(snapshotFile(), 'utf8')).split('\n').filter(Boolean);
    return {
      ...entities,
      catalogue: [
        ...catalogue.filter((line) => !snapshot.includes(line)).map((line) => `+ ${line}`),
        ...snapshot.filter((line) => !catalogue.includes(line)).map((line) => `- ${line}`),
      ],
    };
  });
}

/** Writes the snapshot anew, to be reviewed and committed with the migration that changed it. */
export function writeSnapshot(url: string): Promise<void> {
  return withMigratedScratch(url, (_entities, catalogue) =>
    writeFile(snapshotFile(), `${catalogue.join('\n')}\n`),
  );
}

function withMigratedScratch<Result>(
  url: string,
  work: (entities: { up: string[]; down: string[] }, catalogue: string[]) => Promise<Result>,
): Promise<Result> {
  return withScratchDatabase(url, async (scratch) => {
    await migrate(scratch);
    return withMigrationSource(scratch, async (source) => {
      const { upQueries, downQueries } = await source.driver.createSchemaBuilder().log();
      const sql = (queries: { query: string }[]): string[] => queries.map(({ query }) => query);
      return work({ up: sql(upQueries), down: sql(downQueries) }, await readCatalogue(source));
    });
  });
}
