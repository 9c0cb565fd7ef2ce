import type { Command } from 'commander';
import type { WithDatabase } from '../../cli/with-app.js';
import { plan, printSql, type RevertOptions, revert, run, show } from './migration-run.command.js';
import { check, generate, write } from './migration-write.command.js';

/** Adds `migration:*`: run, revert, show, sql, generate, check. */
export function addMigrationCommands(program: Command, withDatabase: WithDatabase): void {
  program
    .command('migration:run')
    .description('apply every pending migration, each in its own transaction')
    .option('--plan', 'only tell what would be applied, in order')
    .option('--json', 'the answer as JSON')
    .action(({ plan: only, json = false }: { plan?: boolean; json?: boolean }) =>
      withDatabase((url) => (only ? plan(url, json) : run(url, json))),
    );
  program
    .command('migration:revert')
    .description('undo the migration applied last, and with it what it stored')
    .option('--dry-run', 'only print the SQL')
    .option('--yes', 'do not ask')
    .action((options: RevertOptions) => withDatabase((url) => revert(url, options)));
  program
    .command('migration:show')
    .description('list the migrations, [X] applied, [ ] pending or [?] unknown to this version')
    .option('--json', 'the list as JSON')
    .action(({ json = false }: { json?: boolean }) => withDatabase((url) => show(url, json)));
  program
    .command('migration:sql <name>')
    .description(
      'print the SQL of a migration, to be read or run by hand; CreatePlan1760…, create-plan or 1760…',
    )
    .option('--down', 'the SQL that undoes it')
    .action((name: string, { down = false }: { down?: boolean }) =>
      withDatabase((url) => printSql(url, name, down)),
    );
  program
    .command('migration:generate <room> <name>')
    .description('write a migration for what the entities say and the migrations do not build yet')
    .action((room: string, name: string) => withDatabase((url) => generate(url, room, name)));
  program
    .command('migration:check')
    .description('fail when entities, migrations and the catalogue snapshot differ')
    .option('--write', 'write the snapshot anew')
    .action(({ write: anew }: { write?: boolean }) =>
      withDatabase((url) => (anew ? write(url) : check(url))),
    );
}
