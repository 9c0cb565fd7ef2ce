import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../../cli/command-error.js';
import type { WithDatabase } from '../../cli/with-app.js';
import { projectRoot } from '../../config/project-root.js';
import { migrate, underMigrationLock, withMigrationSource } from '../migrate.js';
import { migrationSource } from '../migration-file.js';
import { checkSchema, writeSnapshot } from '../schema-check.js';

/** Adds `migration:*`: run, revert, show, generate, check. */
export function addMigrationCommands(program: Command, withDatabase: WithDatabase): void {
  program
    .command('migration:run')
    .description('apply every pending migration, each in its own transaction')
    .action(() => withDatabase(run));
  program
    .command('migration:revert')
    .description('undo the migration applied last')
    .action(() => withDatabase(revert));
  program
    .command('migration:show')
    .description('list the migrations, [X] applied or [ ] pending')
    .action(() => withDatabase(show));
  program
    .command('migration:generate <room> <name>')
    .description('write a migration for what the entities say and the migrations do not build yet')
    .action((room: string, name: string) => withDatabase((url) => generate(url, room, name)));
  program
    .command('migration:check')
    .description('fail when entities, migrations and the catalogue snapshot differ')
    .option('--write', 'write the snapshot anew')
    .action(({ write }: { write?: boolean }) =>
      withDatabase((url) => (write ? writeSnapshot(url) : check(url))),
    );
}

async function run(url: string): Promise<void> {
  const applied = await migrate(url);
  for (const { name } of applied) console.log(`applied ${name}`);
  if (applied.length === 0) console.log('nothing to apply');
}

async function revert(url: string): Promise<void> {
  await underMigrationLock(url, () =>
    withMigrationSource(url, async (source) => {
      const [last] = await source.query<{ name: string }[]>(
        'SELECT name FROM migration ORDER BY id DESC LIMIT 1',
      );
      if (!last) return console.log('nothing to revert');
      await source.undoLastMigration();
      console.log(`reverted ${last.name}`);
    }),
  );
}

async function show(url: string): Promise<void> {
  await withMigrationSource(url, async (source) => {
    const table = await source.query<{ found: string | null }[]>(`SELECT to_regclass('migration') AS found`);
    const rows = table[0]?.found ? await source.query<{ name: string }[]>('SELECT name FROM migration') : [];
    const applied = new Set(rows.map(({ name }) => name));
    const names = source.migrations.map(({ name, constructor }) => name ?? constructor.name);
    for (const name of names.sort((a, b) => a.slice(-13).localeCompare(b.slice(-13)))) {
      console.log(`${applied.has(name) ? '[X]' : '[ ]'} ${name}`);
    }
  });
}

async function generate(url: string, room: string, name: string): Promise<void> {
  const folder = join(projectRoot(), 'migrations', room);
  if (!/^[a-z-]+$/.test(room) || !existsSync(folder))
    throw new CommandError(`there is no room "${room}": migrations/ holds one folder for each`);
  if (!/^[a-z]+(-[a-z\d]+)+$/.test(name))
    throw new CommandError(`"${name}" should read like add-plan-colour`);
  const { up, down } = await checkSchema(url);
  if (up.length === 0) return console.log('nothing to generate: the migrations build what the entities say');
  const timestamp = Date.now();
  const file = join(folder, `${timestamp}-${name}.ts`);
  await writeFile(file, migrationSource(name, timestamp, up, down));
  console.log(`wrote ${file}`);
  console.log('Read it, then: npm run migration:run, npm run migration:check -- --write');
}

async function check(url: string): Promise<void> {
  const { up, catalogue } = await checkSchema(url);
  for (const query of up) console.log(`entities and migrations differ: ${query}`);
  for (const line of catalogue) console.log(`the catalogue differs from its snapshot: ${line}`);
  if (up.length + catalogue.length > 0) process.exitCode = 1;
  else console.log('entities, migrations and catalogue agree');
}
