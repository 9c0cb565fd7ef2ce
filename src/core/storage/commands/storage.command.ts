import { type Command, Option } from 'commander';
import type { WithApp } from '../../cli/with-app.js';
import { STORAGE_BACKENDS, STORAGE_NAMES } from '../../config/storage-config.js';
import { collectStatic } from './collect-static.command.js';
import { copy, type CopyOptions } from './storage-copy.command.js';
import { verify, type VerifyOptions } from './storage-verify.command.js';

/** Adds `storage:*` and `collectstatic`. */
export function addStorageCommands(program: Command, withApp: WithApp): void {
  const only = (): Option => new Option('--only <names...>', 'these storages').choices(STORAGE_NAMES);
  program
    .command('storage:verify')
    .description(
      'compare stored files with their objects; exit code 1 when something is missing, different or too much',
    )
    .addOption(only())
    .option('--checksums', 'also read every object and compare its SHA-256')
    .option('--json', 'the findings as JSON')
    .action((options: VerifyOptions) => withApp((app) => verify(app, options)));
  program
    .command('storage:copy')
    .description('copy the storages from one backend to another; run again, it copies what is missing')
    .addOption(new Option('--from <backend>', 'copy from').choices(STORAGE_BACKENDS).makeOptionMandatory())
    .addOption(new Option('--to <backend>', 'copy to').choices(STORAGE_BACKENDS).makeOptionMandatory())
    .addOption(only())
    .option('--dry-run', 'only tell how much that is')
    .action((options: CopyOptions) => withApp((app) => copy(app, options)));
  program
    .command('collectstatic [folders...]')
    .description(
      "store the admin's scripts and fonts, and files of further folders, under names with their hash",
    )
    .option('--json', 'what was stored as JSON')
    .action((folders: string[], options: { json?: boolean }) =>
      withApp((app) => collectStatic(app, folders, options)),
    );
}
