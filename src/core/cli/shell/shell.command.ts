import type { Command } from 'commander';
import { once } from 'node:events';
import { join } from 'node:path';
import { start } from 'node:repl';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { AppConfig } from '../../config/app-config.js';
import { printJson } from '../print-json.js';
import type { WithApp } from '../with-app.js';
import { runCode } from './run-code.js';
import { type ShellContext, shellContext } from './shell-context.js';

interface Options {
  command?: string;
  json?: boolean;
}

/** Adds `shell`. The database is taken as it is: whoever looks into a problem does not want it migrated away. */
export function addShellCommand(program: Command, withApp: WithApp): void {
  program
    .command('shell')
    .description('JavaScript with the services at hand: await usersService.findById(1), await sql`SELECT 1`')
    .option('-c, --command <code>', 'run this, print its value and end')
    .option('--json', 'with -c or a pipe: the value as JSON')
    .action(({ command, json }: Options) =>
      withApp(
        async (app) => {
          const context = shellContext(app);
          if (command === undefined && process.stdin.isTTY)
            return converse(context, app.get(AppConfig).dataDir);
          print(await runCode(command ?? (await text(process.stdin)), context), json);
        },
        { migrate: false },
      ),
    );
}

function print(value: unknown, json = false): void {
  if (json) printJson(value ?? null);
  else if (value !== undefined) console.log(typeof value === 'string' ? value : inspect(value, { depth: 4 }));
}

/** The REPL, until .exit or Ctrl-D; what was typed is remembered in DATA_DIR, readable by its owner only. */
async function converse(context: ShellContext, dataDir: string): Promise<void> {
  console.log(
    `${Object.keys(context).length} names are at hand: Tab completes them, .names lists them, .exit leaves.`,
  );
  const repl = start({ prompt: 'cv> ' });
  Object.assign(repl.context, context);
  repl.defineCommand('names', {
    help: 'List the services and entities at hand',
    action() {
      console.log(Object.keys(context).sort().join('\n'));
      this.displayPrompt();
    },
  });
  const remembered = new Promise((resolve) => repl.setupHistory(join(dataDir, 'shell-history'), resolve));
  const left = once(repl, 'exit');
  await remembered;
  await left;
}
