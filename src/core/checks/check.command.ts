import { type Command, InvalidArgumentError, Option } from 'commander';
import { printJson } from '../cli/print-json.js';
import type { OpenApp, WithDatabase } from '../cli/with-app.js';
import { CHECK_LEVELS, type CheckLevel, type Finding } from './check.js';
import type { CheckRun } from './check-run.js';
import { runChecks } from './run-checks.js';

interface Options {
  deploy: boolean;
  processes: number;
  failLevel: CheckLevel;
  json?: boolean;
}

/** Adds `check`. */
export function addCheckCommand(program: Command, withDatabase: WithDatabase, openApp: OpenApp): void {
  program
    .command('check')
    .description('look for what is wrong: configuration, database, schema, storage, jobs, accounts')
    .option('--deploy', 'also everything to be sure of before going live', false)
    .option('--processes <number>', 'processes of the service that will run at once', atLeastOne, 2)
    .addOption(
      new Option('--fail-level <level>', 'exit with 1 from this level on')
        .choices(CHECK_LEVELS)
        .default('error'),
    )
    .option('--json', 'the findings as JSON')
    .action(async ({ json, failLevel, ...options }: Options) => {
      const run = await runChecks(options, { withDatabase, openApp });
      const ok = !run.isAtLeast(failLevel);
      if (json) printJson({ ok, checks: run.made, findings: run.findings });
      else report(run);
      if (!ok) process.exitCode = 1;
    });
}

function report(run: CheckRun): void {
  for (const level of CHECK_LEVELS)
    for (const finding of run.findings.filter((found) => found.level === level))
      console.log(paragraph(finding));
  const [errors, warnings, notes] = CHECK_LEVELS.map((level) => run.count(level));
  console.log(`${run.made} checks: ${errors} errors, ${warnings} warnings, ${notes} notes.`);
}

function paragraph({ id, level, message, hint }: Finding): string {
  return `${level.toUpperCase()} ${id}\n  ${message.replaceAll('\n', '\n  ')}\n  → ${hint}\n`;
}

function atLeastOne(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('It takes a whole number of 1 or more.');
  return Number(text);
}
