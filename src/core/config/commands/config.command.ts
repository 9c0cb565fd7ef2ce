import type { Command } from 'commander';
import { environmentVariables } from '../environment-variables.js';
import { printJson } from '../../cli/print-json.js';
import { type Column, table } from '../../cli/table.js';
import { loadConfig } from '../load-config.js';
import { type ConfigVariable, describeConfig, differs } from './describe-config.js';

interface Options {
  diff?: boolean;
  json?: boolean;
}

const COLUMNS: Column<ConfigVariable>[] = [
  { title: 'VARIABLE', value: ({ name }) => name },
  { title: 'SOURCE', value: ({ source }) => source },
  { title: 'VALUE', value: ({ value }) => value || '-' },
  { title: 'DEFAULT', value: ({ default: byDefault }) => byDefault || '-' },
];

/** Adds `config:show`. */
export function addConfigCommands(program: Command): void {
  program
    .command('config:show')
    .description('show every variable, its value, default and source; secrets are masked')
    .option('--diff', 'only what differs from the default')
    .option('--json', 'the variables as JSON')
    .action(show);
}

function show({ diff, json }: Options): void {
  const variables = describeConfig(environmentVariables()).filter((variable) => !diff || differs(variable));
  const problem = problemOf(environmentVariables());
  if (json) printJson({ variables, problem });
  else {
    console.log(variables.length > 0 ? table(COLUMNS, variables) : 'Everything is at its default.');
    if (problem) console.error(`\n${problem}`);
  }
  if (problem) process.exitCode = 1;
}

/** Why the service would not start with this configuration; null when it would. */
function problemOf(variables: NodeJS.ProcessEnv): string | null {
  try {
    loadConfig(variables);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
