import { CommandError } from '../../cli/command-error.js';
import { confirm } from '../../cli/confirm.js';
import { printJson } from '../../cli/print-json.js';
import { ProgressBar } from '../../cli/progress-bar.js';
import { migrate, underMigrationLock, withMigrationSource } from '../migrate.js';
import { appliedMigrations, type ListedMigration, listMigrations, nameOf } from '../migration-list.js';
import { findMigration, scriptOf } from './migration-sql.js';

export interface RevertOptions {
  dryRun?: boolean;
  yes?: boolean;
}

/** `migration:run` */
export async function run(url: string, json: boolean): Promise<void> {
  let bar = null as ProgressBar | null;
  const onMigration = (name: string, total: number): void => {
    if (bar) bar.advance();
    else bar = new ProgressBar('Applying', total);
    bar.begin(name);
  };
  const migrations = await migrate(url, onMigration).finally(() => bar?.stop());
  const applied = migrations.map(({ name }) => name);
  warnOfUnknown(await withMigrationSource(url, listMigrations));
  tell(applied, 'applied', json);
}

/** `migration:run --plan` */
export async function plan(url: string, json: boolean): Promise<void> {
  const migrations = await withMigrationSource(url, listMigrations);
  warnOfUnknown(migrations);
  const pending = migrations.filter(({ applied }) => !applied).map(({ name }) => name);
  tell(pending, 'would apply', json);
}

/** `migration:revert` */
export async function revert(url: string, { dryRun, yes }: RevertOptions): Promise<void> {
  const last = await withMigrationSource(url, async (source) => {
    const name = (await appliedMigrations(source)).at(-1);
    if (name && !source.migrations.some((migration) => nameOf(migration) === name))
      throw new CommandError(
        `${name} was applied last, by another version of the service: revert it with that.`,
      );
    return name;
  });
  if (!last) return console.log('nothing to revert');
  if (dryRun) return printSql(url, last, true);
  await confirm(`Undo ${last}, with every row and column it brought?`, { yes });
  await underMigrationLock(url, () =>
    withMigrationSource(url, async (source) => {
      if ((await appliedMigrations(source)).at(-1) !== last)
        throw new CommandError('Another process migrated meanwhile. Nothing was changed.');
      await source.undoLastMigration().catch((error: Error) => {
        throw new CommandError(
          `Undoing ${last} failed and was rolled back, so it is still applied: ${error.message}.`,
        );
      });
    }),
  );
  console.log(`reverted ${last}`);
}

/** `migration:show` */
export async function show(url: string, json: boolean): Promise<void> {
  const migrations = await withMigrationSource(url, listMigrations);
  if (json) return printJson(migrations);
  for (const { name, applied, known } of migrations)
    console.log(known ? `${applied ? '[X]' : '[ ]'} ${name}` : `[?] ${name} (this version does not know it)`);
}

/** `migration:sql` */
export async function printSql(url: string, name: string, down: boolean): Promise<void> {
  const script = await withMigrationSource(url, (source) => scriptOf(findMigration(source, name), down));
  process.stdout.write(script);
}

function warnOfUnknown(migrations: ListedMigration[]): void {
  for (const { name, known } of migrations)
    if (!known) console.error(`${name} is applied, but this version of the service does not know it.`);
}

function tell(names: string[], what: string, json: boolean): void {
  if (json) return printJson(names);
  for (const name of names) console.log(`${what} ${name}`);
  if (names.length === 0) console.log('nothing to apply');
}
