import pg from 'pg';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { CommandError } from '../../cli/command-error.js';
import { UsageError } from '../../cli/usage-error.js';
import { nameOf } from '../migration-list.js';

/**
 * The migration meant by a class name (`CreatePlan1760000200000`), its words (`create-plan`) or its number.
 * @throws UsageError when there is none or more than one.
 */
export function findMigration(source: DataSource, wanted: string): MigrationInterface {
  const key = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, '');
  const spellings = (name: string): string[] => [name, name.slice(0, -13), name.slice(-13)].map(key);
  const found = source.migrations.filter((migration) => spellings(nameOf(migration)).includes(key(wanted)));
  if (found.length > 1)
    throw new UsageError(`"${wanted}" may be ${found.map(nameOf).join(' or ')}: say which.`);
  if (!found[0]) throw new UsageError(`No migration is called "${wanted}"; migration:show lists them.`);
  return found[0];
}

/** What TypeORM makes before the first migration of all. */
const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS "migration" (
  "id" SERIAL NOT NULL,
  "timestamp" bigint NOT NULL,
  "name" character varying NOT NULL,
  CONSTRAINT "pk_migration" PRIMARY KEY ("id")
)`;

/** A script that does by hand what `migration:run`, or with `down` `migration:revert`, would do. Nothing is run. */
export async function scriptOf(migration: MigrationInterface, down: boolean): Promise<string> {
  const name = nameOf(migration);
  const statements: string[] = [];
  await migration[down ? 'down' : 'up'](recorder(name, statements));
  const note = down
    ? `DELETE FROM "migration" WHERE "name" = '${name}'`
    : `INSERT INTO "migration" ("timestamp", "name") VALUES (${name.slice(-13)}, '${name}')`;
  const before = down ? [] : [BOOKKEEPING];
  const script = ['BEGIN', ...before, ...statements, note, 'COMMIT'].map((statement) => `${statement};\n`);
  return `-- ${name}, ${down ? 'down' : 'up'}\n${script.join('')}`;
}

/** Takes the queries of a migration down. Anything but a query would need a database, so it is refused. */
function recorder(name: string, statements: string[]): QueryRunner {
  const query = (sql: string, parameters?: unknown[]): Promise<unknown[]> => {
    const written = layOut(sql);
    // Without parameters `$1` is the business of the statement itself, such as a function's body.
    statements.push(
      parameters?.length
        ? written.replace(/\$(\d+)/g, (_, number) => literal(parameters[Number(number) - 1]))
        : written,
    );
    return Promise.resolve([]);
  };
  return new Proxy({ query } as QueryRunner, {
    get(runner, property) {
      if (property === 'query') return runner.query;
      throw new CommandError(`${name} calls runner.${String(property)}(), which has no SQL to be shown.`);
    },
  });
}

/** A query's parameter as it is written in SQL. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  return pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value));
}

/** Takes the indentation of the source file away. */
function layOut(sql: string): string {
  const lines = sql.replace(/^\s*\n|\s+$/g, '').split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => line.search(/\S/));
  const common = Math.min(...indents);
  return lines.map((line) => line.slice(common)).join('\n');
}
