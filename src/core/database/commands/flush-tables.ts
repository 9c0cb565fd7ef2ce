import type pg from 'pg';
import { CommandError } from '../../cli/command-error.js';

export interface FlushTable {
  /** Quoted where it must be, with its schema unless that is `public`. */
  name: string;
  /** Counted exactly. */
  rows: number;
  /** Triggers that refuse to truncate it, since it is meant to be append-only. */
  guards: string[];
}

/** TRUNCATE is bit 5 of a trigger's type. */
const TRUNCATE_TRIGGER = 32;

const LOCK_NOT_AVAILABLE = '55P03';

/** Our tables and the job queue's, but not what says which migrations were applied, nor what extensions brought. */
const TABLES = `
  SELECT c.oid::regclass::text AS name,
         ARRAY(SELECT quote_ident(t.tgname) FROM pg_trigger t WHERE t.tgrelid = c.oid
               AND t.tgenabled <> 'D' AND t.tgtype & ${TRUNCATE_TRIGGER} <> 0) AS guards
    FROM pg_class c
   WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'migration'
     AND (c.relnamespace = 'public'::regnamespace OR c.relnamespace = to_regnamespace('bullmq'))
     AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
   ORDER BY c.relnamespace::regnamespace::text DESC, c.relname`;

/** What `db:flush` empties, with how much is in it. */
export async function tablesToFlush(client: pg.Client): Promise<FlushTable[]> {
  const { rows } = await client.query<{ name: string; guards: string[] }>(TABLES);
  const tables: FlushTable[] = [];
  for (const { name, guards } of rows) {
    const count = await client.query<{ rows: number }>(`SELECT count(*) AS rows FROM ${name}`);
    tables.push({ name, guards, rows: count.rows[0]?.rows ?? 0 });
  }
  return tables;
}

/**
 * Empties the tables in one transaction and lets their identities start at 1 again. Triggers that refuse are switched
 * off and on again in that same transaction, so no other session ever sees the tables unprotected.
 * @throws CommandError when somebody else uses the tables.
 */
export async function emptyTables(client: pg.Client, tables: FlushTable[]): Promise<void> {
  const guards = tables.flatMap(({ name, guards }) => guards.map((trigger) => ({ name, trigger })));
  const switchGuards = async (how: 'DISABLE' | 'ENABLE'): Promise<void> => {
    for (const { name, trigger } of guards)
      await client.query(`ALTER TABLE ${name} ${how} TRIGGER ${trigger}`);
  };
  await client.query('BEGIN');
  try {
    await switchGuards('DISABLE');
    // One statement, since the tables refer to each other; without CASCADE, so that nothing unnamed goes with them.
    await client.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} RESTART IDENTITY`);
    await switchGuards('ENABLE');
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    if ((error as pg.DatabaseError).code !== LOCK_NOT_AVAILABLE) throw error;
    throw new CommandError('Somebody is using the tables. Stop the service and its workers first.');
  }
}
