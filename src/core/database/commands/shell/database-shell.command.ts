import pg from 'pg';
import { text } from 'node:stream/consumers';
import { CommandError } from '../../../cli/command-error.js';
import { printJson } from '../../../cli/print-json.js';
import type { CancellableClient } from '../../strict-client.js';
import { formatError, formatResult } from './format-result.js';
import { findPsql, runPsql } from './psql.js';
import { openSqlClient, runSql, type StatementResult } from './sql-client.js';
import { promptForSql } from './sql-prompt.js';

export interface ShellOptions {
  /** SQL to run instead of asking for it. */
  command?: string;
  json?: boolean;
  psql: boolean;
}

/** `db:shell`: SQL from `-c` or a pipe is run and answered; at a terminal psql, or our own prompt, takes over. */
export async function openShell(url: string, { command, json, psql }: ShellOptions): Promise<void> {
  if (command !== undefined || !process.stdin.isTTY) {
    const sql = command ?? (await text(process.stdin));
    return withClient(url, (client) => answer(client, sql, json ?? false));
  }
  const program = psql ? findPsql() : undefined;
  if (program) process.exitCode = await runPsql(program, url);
  else await withClient(url, (client) => promptForSql(client, process.stdin, process.stdout));
}

async function withClient(url: string, work: (client: CancellableClient) => Promise<void>): Promise<void> {
  const client = await openSqlClient(url);
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Several statements of one call are one transaction, as PostgreSQL takes them: one that fails undoes the others. */
async function answer(client: pg.Client, sql: string, json: boolean): Promise<void> {
  let results: StatementResult[];
  try {
    results = await runSql(client, sql);
  } catch (error) {
    if (error instanceof pg.DatabaseError) throw new CommandError(formatError(error));
    throw error;
  }
  if (json) printJson(objectsOf(results.at(-1)));
  else for (const result of results) console.log(formatResult(result));
}

/** The rows of the last statement, each an object of texts by column. */
function objectsOf(result: StatementResult | undefined): Record<string, string | null>[] {
  if (!result) return [];
  return result.rows.map((row) =>
    Object.fromEntries(result.columns.map((column, index) => [column, row[index] ?? null])),
  );
}
