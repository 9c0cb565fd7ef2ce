import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { projectRoot } from '../../config/project-root.js';
import { readCatalogue } from '../../database/catalogue.js';
import { withMigrationSource } from '../../database/migrate.js';
import { listMigrations, pendingMigrations } from '../../database/migration-list.js';
import { type Check, error, type Problem, warning } from '../check.js';
import type { DatabaseSubject } from './database-subject.js';

const SHOWN = 5;

/** Whether the tables are the ones this version of the service expects. */
export const SCHEMA_CHECKS: Check<DatabaseSubject>[] = [
  {
    id: 'schema.migrations',
    find: ({ url }) =>
      withMigrationSource(url, async (source) => [...(await pending(source)), ...(await unknown(source))]),
  },
  {
    id: 'schema.entities',
    find: ({ url }) =>
      withMigrationSource(url, async (source) => {
        // What is pending explains every difference there is.
        if ((await pending(source)).length > 0) return [];
        const { upQueries } = await source.driver.createSchemaBuilder().log();
        return upQueries
          .slice(0, SHOWN)
          .map(({ query }) =>
            error(
              `The tables differ from the entities; it would take: ${query}`,
              'Somebody changed the schema by hand, or an entity has no migration: migration:check tells which.',
            ),
          );
      }),
  },
  {
    id: 'schema.catalogue',
    find: ({ url }) =>
      withMigrationSource(url, async (source) => {
        if ((await pending(source)).length > 0) return [];
        const there = new Set(await readCatalogue(source));
        const missing = (await readSnapshot()).filter((line) => !there.has(line));
        return missing
          .slice(0, SHOWN)
          .map((line) =>
            error(
              `The database lacks: ${line}`,
              'Somebody took it away by hand: migration:sql shows how it is made.',
            ),
          );
      }),
  },
  {
    id: 'schema.indexes',
    find: async ({ client }) => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
          WHERE NOT i.indisvalid AND c.relnamespace = 'public'::regnamespace`,
      );
      return rows.map(({ name }) =>
        warning(`The index ${name} was left half-built.`, `REINDEX INDEX CONCURRENTLY ${name};`),
      );
    },
  },
  {
    id: 'schema.constraints',
    find: async ({ client }) => {
      const { rows } = await client.query<{ name: string; table: string }>(
        `SELECT conname AS name, conrelid::regclass::text AS "table" FROM pg_constraint
          WHERE NOT convalidated AND connamespace = 'public'::regnamespace`,
      );
      return rows.map(({ name, table }) =>
        warning(
          `Rows of ${table} may break ${name}, which was never checked.`,
          `ALTER TABLE ${table} VALIDATE CONSTRAINT ${name};`,
        ),
      );
    },
  },
];

/** What the migrations build, also what entities cannot say; nothing where the checkout was not brought along. */
async function readSnapshot(): Promise<string[]> {
  const text = await readFile(join(projectRoot(), 'migrations', 'catalogue.snapshot.txt'), 'utf8').catch(
    () => '',
  );
  return text.split('\n').filter(Boolean);
}

async function pending(source: DataSource): Promise<Problem[]> {
  const names = await pendingMigrations(source);
  if (names.length === 0) return [];
  return [
    warning(
      `${names.length} migrations are pending: ${shortened(names)}.`,
      'npm run migration:run applies them, and so does the next start. Jobs and accounts are checked after that.',
    ),
  ];
}

/** A newer version was here: this one does not know what it changed. */
async function unknown(source: DataSource): Promise<Problem[]> {
  const names = (await listMigrations(source)).filter(({ known }) => !known).map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    error(
      `The database has migrations this version does not know: ${shortened(names)}.`,
      'Deploy the version they belong to, or have that one revert them first.',
    ),
  ];
}

const shortened = (names: string[]): string =>
  names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? ', …' : '');
