import { confirm } from '../../cli/confirm.js';
import { table } from '../../cli/table.js';
import { UsageError } from '../../cli/usage-error.js';
import { describeUrl } from '../database-url.js';
import { underMigrationLock } from '../migrate.js';
import { withClient } from '../with-client.js';
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
  await withClient(url, async (client) => {
    const tables = await tablesToFlush(client);
    if (tables.length === 0) return console.log('The database has no tables: there is nothing to empty.');
    report(tables);
    if (dryRun) return console.log('Nothing was changed.');
    await confirm(`Empty every table of the database "${describeUrl(url).database}"?`, { yes });
    // A migration in between would bring tables that nobody has agreed to empty.
    await underMigrationLock(url, () => emptyTables(client, tables));
    console.log(
      '\nEmptied. Restart what runs: plans, permissions and periodic jobs come back with the next start.',
    );
    console.log('Stored files keep their bytes in the storage: remove them there if they must go too.');
  });
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
