import type { Command } from 'commander';
import type { WithApp } from '../../cli/with-app.js';
import { block, type BlockOptions, listBlocked, unblock } from './block-ip.command.js';
import { reset, type ResetOptions, status, type StatusOptions } from './limit-counts.command.js';

/** Adds `limits:*`. */
export function addLimitsCommands(program: Command, withApp: WithApp): void {
  program
    .command('limits:status')
    .description('what was counted for limits of requests and logins and for daily quotas, the largest first')
    .option('--user <name>', 'of this person only, by username or email')
    .option('--ip <address>', 'of this address only')
    .option('--limit <n>', 'so many at most', Number, 50)
    .option('--json', 'the counts as JSON')
    .action((options: StatusOptions) => withApp((app) => status(app, options)));
  program
    .command('limits:reset')
    .description(
      'count requests and logins anew, which lets in again who has reached a limit; daily quotas stay',
    )
    .option('--user <name>', 'for this person, by username or email')
    .option('--ip <address>', 'for this address')
    .option('--all', 'for everybody')
    .option('--dry-run', 'only tell how many counts that is')
    .option('--yes', 'do not ask')
    .action((options: ResetOptions) => withApp((app) => reset(app, options)));
  program
    .command('limits:block-ip <network>')
    .description('refuse requests of an address or a network, within seconds and in every process')
    .requiredOption('--reason <text>', 'for whoever finds the block')
    .option('--for <duration>', 'e.g. 30m, 12h or 7d; for good without it')
    .option('--json', 'the block as JSON')
    .action((network: string, options: BlockOptions) => withApp((app) => block(app, network, options)));
  program
    .command('limits:unblock-ip <network>')
    .description('answer them again')
    .action((network: string) => withApp((app) => unblock(app, network)));
  program
    .command('limits:list-blocked')
    .description('the blocks in force, the newest first')
    .option('--json', 'the blocks as JSON')
    .action((options: { json?: boolean }) => withApp((app) => listBlocked(app, options)));
}
