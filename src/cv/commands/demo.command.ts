import { type Command, InvalidArgumentError, Option } from 'commander';
import type { WithDatabase } from '../../core/cli/with-app.js';
import type { DemoOptions } from './demo-seed.command.js';

/** Any fixed moment: "now" would make each run another one. */
const AS_OF = '2026-01-15T12:00:00.000Z';

/** Adds `demo:seed`. */
export function addDemoCommands(program: Command, withDatabase: WithDatabase): void {
  program
    .command('demo:seed')
    .description('fill the database with made-up people, CVs, questionnaires and answers, to try things on')
    .addOption(number('--users <n>', 'people with an account').default(100))
    .addOption(number('--cvs <n>', 'CVs (default: one for each of them)'))
    .addOption(number('--questionnaires <n>', 'questionnaires (default: two for each)'))
    .addOption(number('--ai-responses <n>', 'answers (default: one for each)'))
    .addOption(number('--match-reports <n>', 'match reports (default: one for every second)'))
    .addOption(number('--seed <n>', 'the same number gives the same rows').default(1))
    .option('--as-of <time>', 'the latest moment in the data, or "now"', moment, new Date(AS_OF))
    .option('--yes', 'also in production: every account opens with the same known password')
    .action((options: DemoOptions) =>
      withDatabase(async (url) => {
        const { demoSeed } = await import('./demo-seed.command.js');
        await demoSeed(url, options);
      }),
    );
}

function number(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text) => {
    if (!/^\d{1,9}$/.test(text))
      throw new InvalidArgumentError('It takes a whole number below a thousand million.');
    return Number(text);
  });
}

function moment(text: string): Date {
  const date = text === 'now' ? new Date() : new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new InvalidArgumentError('It takes a time such as 2026-01-15T12:00:00Z.');
  return date;
}
