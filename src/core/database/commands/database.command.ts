import { type Command, InvalidArgumentError } from 'commander';
import type { WithDatabase } from '../../cli/with-app.js';
import { flush, type FlushOptions } from './flush.command.js';
import { openShell, type ShellOptions } from './shell/database-shell.command.js';
import { stats, type StatsOptions } from './stats/stats.command.js';

/** Adds `db:*`: shell, stats, flush. */
export function addDatabaseCommands(program: Command, withDatabase: WithDatabase): void {
  program
    .command('db:shell')
    .description('psql on the database in use, or a small SQL prompt where there is no psql')
    .option('-c, --command <sql>', 'run this, print the rows and end')
    .option('--json', 'with -c or a pipe: the rows as JSON')
    .option('--no-psql', 'the small prompt even where there is psql')
    .action((options: ShellOptions) => withDatabase((url) => openShell(url, options)));
  program
    .command('db:stats')
    .description('sizes, slow queries, missing and unused indexes, and what needs a vacuum')
    .option('--limit <rows>', 'rows of each list', wholeNumber, 20)
    .option('--json', 'everything as JSON')
    .action((options: StatsOptions) => withDatabase((url) => stats(url, options)));
  program
    .command('db:flush')
    .description('empty every table; the schema and the list of applied migrations stay')
    .option('--dry-run', 'only tell what would be emptied')
    .option('--yes', 'do not ask')
    .option('--force', 'also in production')
    .action((options: FlushOptions) => withDatabase((url) => flush(url, options)));
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It takes a whole number of 1 or more.');
  return Number(text);
}
