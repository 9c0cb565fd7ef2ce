import pg from 'pg';
import { confirm } from '../../cli/confirm.js';
import { table } from '../../cli/table.js';
import { UsageError } from '../../cli/usage-error.js';
import { connectionSettings } from '../database-options.js';
import { underMigrationLock } from '../migrate.js';
import { emptyTables, type FlushTable, tablesToFlush } from './flush-tables.js';

export interface FlushOptions {
  dryRun?: boolean;
  yes?: boolean;
  force?: boolean;
}

/** `db:flush` */
export async function flush(url: string, { dryRun, yes, force }: FlushOptions): Promise<void> {
  if (process.env.NODE_ENV === 'production' && !dryRun && !(yes && force))
    throw new UsageError(
      'This is production: db:flush takes --yes and --force there, and no backup is made.',
    );
  const client = new pg.Client({ connectionString: url, ...connectionSettings('migration') });
  await client.connect();
  try {
    const tables = await tablesToFlush(client);
    report(tables);
    if (dryRun) return console.log('Nothing was changed.');
    const name = decodeURIComponent(new URL(url).pathname.slice(1));
    await confirm(`Empty every table of the database "${name}"?`, { yes });
    // A migration in between would bring tables that nobody has agreed to empty.
    await underMigrationLock(url, () => emptyTables(client, tables));
  } finally {
    await client.end();
  }
  console.log(
    '\nEmptied. Restart what runs: plans, permissions and periodic jobs come back with the next start.',
  );
  console.log('Stored files keep their bytes in the storage: remove them there if they must go too.');
}

function report(tables: FlushTable[]): void {
  const columns = [
    { title: 'TABLE', value: ({ name }: FlushTable) => name },
    { title: 'ROWS', value: ({ rows }: FlushTable) => rows, align: 'right' as const },
    {
      title: '',
      value: ({ guards }: FlushTable) => (guards.length > 0 ? 'append-only; lifted for this one step' : ''),
    },
  ];
  const filled = tables.filter(({ rows }) => rows > 0);
  if (filled.length > 0) console.log(table(columns, filled));
  console.log(`${tables.length - filled.length} of ${tables.length} tables are empty.`);
}
