import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { CommandError } from '../cli/command-error.js';
import { databaseOptions } from '../database/database-options.js';
import { isSecret } from '../database/secret.decorator.js';

export type Entities = DataSourceOptions['entities'];

export interface DataColumn {
  name: string;
  /** As PostgreSQL writes it: `bigint`, `text[]`, `timestamp with time zone`. */
  type: string;
  /** Holds something marked `@Secret()`. */
  secret: boolean;
  /** No row can be without it, and nothing fills it in. */
  required: boolean;
  /** What numbers the rows: a name for `setval`, or null. */
  sequence: string | null;
}

export interface ForeignKey {
  name: string;
  target: string;
  deferrable: boolean;
}

/** An entity's table as the database has it. */
export interface DataTable {
  name: string;
  columns: DataColumn[];
  key: string[];
  foreignKeys: ForeignKey[];
}

/** Every column but generated ones, which no row may be given. */
const QUERY = `
  SELECT c.relname AS name,
    (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, NULL),
        'required', a.attnotnull AND NOT a.atthasdef AND a.attidentity = '',
        'sequence', pg_get_serial_sequence(c.oid::regclass::text, a.attname)) ORDER BY a.attnum)
     FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    (SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]') FROM pg_index i
     CROSS JOIN unnest(i.indkey::smallint[]) WITH ORDINALITY AS k(number, place)
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
     WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
    (SELECT coalesce(json_agg(json_build_object('name', f.conname, 'target', t.relname, 'deferrable', f.condeferrable)
        ORDER BY f.conname), '[]')
     FROM pg_constraint f JOIN pg_class t ON t.oid = f.confrelid
     WHERE f.conrelid = c.oid AND f.contype = 'f') AS "foreignKeys"
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname = ANY($1)
  ORDER BY c.relname COLLATE "C"`;

/** The tables of the given entities, of all unless told otherwise, by name. @throws CommandError when the database lacks one. */
export async function readDataTables(client: pg.Client, entities?: Entities): Promise<DataTable[]> {
  const secrets = await secretColumns(entities);
  const { rows } = await client.query<DataTable>(QUERY, [[...secrets.keys()]]);
  const missing = [...secrets.keys()].filter((name) => !rows.some((row) => row.name === name));
  if (missing.length > 0)
    throw new CommandError(
      `The database lacks ${missing.join(', ')}: apply the migrations first (migration:run).`,
    );
  return rows.map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({
      ...column,
      secret: !!secrets.get(table.name)?.has(column.name),
    })),
  }));
}

/** The name of the migration applied last and of every other; none where the database was never migrated. */
export async function readMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ found: boolean }>(
    `SELECT to_regclass('migration') IS NOT NULL AS found`,
  );
  if (!rows[0]?.found) return [];
  const applied = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY timestamp DESC');
  return applied.rows.map(({ name }) => name);
}

/** Entity tables with their secret columns; read without connecting. */
async function secretColumns(entities?: Entities): Promise<Map<string, Set<string>>> {
  const options = databaseOptions('postgresql://', 'migration');
  const source = new DataSource({ ...options, entities: entities ?? options.entities, migrations: [] });
  // What `initialize` does between connecting and migrating.
  await (source as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
  return new Map(
    source.entityMetadatas
      .filter(({ tableType }) => tableType === 'regular')
      .map(({ tableName, columns, target }) => [
        tableName,
        new Set(
          columns
            .filter(({ propertyName }) => typeof target === 'function' && isSecret(target, propertyName))
            .map(({ databaseName }) => databaseName),
        ),
      ]),
  );
}
