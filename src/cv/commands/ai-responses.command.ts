import type { INestApplicationContext } from '@nestjs/common';
import { type Command, InvalidArgumentError } from 'commander';
import { confirm } from '../../core/cli/confirm.js';
import { printJson } from '../../core/cli/print-json.js';
import type { WithApp } from '../../core/cli/with-app.js';
import { type OldAiResponseCounts, OldAiResponses } from '../ai-responses/old-ai-responses.service.js';

interface CleanUpOptions {
  days: number;
  dryRun?: boolean;
  yes?: boolean;
  json?: boolean;
}

/** Adds `ai-responses:*`. */
export function addAiResponsesCommands(program: Command, withApp: WithApp): void {
  program
    .command('ai-responses:clean-up')
    .description('delete AI responses of long ago and the files generated from them')
    .requiredOption('--days <n>', 'those asked for more than so many days ago', wholeDays)
    .option('--dry-run', 'only tell how many that is')
    .option('--yes', 'do not ask')
    .option('--json', 'the counts as JSON')
    .action((options: CleanUpOptions) => withApp((app) => cleanUp(app, options)));
}

async function cleanUp(
  app: INestApplicationContext,
  { days, dryRun = false, yes, json }: CleanUpOptions,
): Promise<void> {
  const old = app.get(OldAiResponses);
  const found = await old.count(days);
  if (!dryRun && found.responses > 0) await confirm(`Delete ${told(found)}?`, { yes });
  const counts = dryRun ? found : await old.delete(days);
  if (json) return printJson({ ...counts, dry_run: dryRun });
  console.log(dryRun ? `Would delete ${told(counts)}. Nothing was changed.` : `Deleted ${told(counts)}.`);
}

const told = ({ responses, files }: OldAiResponseCounts): string =>
  `${responses} AI ${responses === 1 ? 'response' : 'responses'} and ${files} ${files === 1 ? 'file' : 'files'}`;

function wholeDays(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('It takes a whole number of days from 1.');
  return Number(text);
}
