import type { Command } from 'commander';
import type { WithDatabase } from '../../cli/with-app.js';
import type { DumpOptions } from './data-dump.command.js';
import type { LoadCommandOptions } from './data-load.command.js';

const names = (text: string): string[] => text.split(',').filter(Boolean);

/** Adds `data:dump` and `data:load`. */
export function addDataCommands(program: Command, withDatabase: WithDatabase): void {
  program
    .command('data:dump')
    .description('write the rows of every entity, or of some, as JSON Lines that data:load reads')
    .option('--out <file>', 'where to; - is standard output', '-')
    .option('--only <tables>', 'only these: user,cv', names)
    .option('--exclude <tables>', 'all but these: log_entry', names)
    .option('--with-secrets', 'also password hashes and sessions: guard such a dump like the database itself')
    .option('--gzip', 'compressed; data:load notices')
    .action((options: DumpOptions) =>
      withDatabase(async (url) => {
        const { dumpTo } = await import('./data-dump.command.js');
        await dumpTo(url, options);
      }),
    );
  program
    .command('data:load <file>')
    .description('load what data:dump wrote, all of it or nothing; - is standard input')
    .option('--dry-run', 'load and check everything, then roll it back')
    .option('--yes', 'do not ask')
    .action((file: string, options: LoadCommandOptions) =>
      withDatabase(async (url) => {
        const { loadFrom } = await import('./data-load.command.js');
        await loadFrom(url, file, options);
      }),
    );
}
