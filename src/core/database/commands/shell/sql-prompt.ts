import type pg from 'pg';
import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { formatError, formatResult } from './format-result.js';
import { isComplete } from './split-statements.js';
import type { CancellableClient } from '../../strict-client.js';
import { runSql } from './sql-client.js';

const HELP = String.raw`A statement ends with ; and may take several lines.
  \dt          the tables
  \d <table>   the columns of a table
  \q, Ctrl-D   leave
  Ctrl-C       forget the statement that was begun, or stop the one that runs`;

const TABLES = `
  SELECT c.oid::regclass::text AS "table", c.reltuples::bigint AS "about rows",
         pg_size_pretty(pg_total_relation_size(c.oid)) AS size
    FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY 1`;

const columnsOf = (name: string): string => `
  SELECT a.attname AS "column", format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS "not null",
         pg_get_expr(d.adbin, d.adrelid) AS "default"
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE a.attrelid = '${name.replace(/'/g, "''")}'::regclass AND a.attnum > 0 AND NOT a.attisdropped
   ORDER BY a.attnum`;

/** Asks for statements and shows what they answer, until \q or the end of the input. */
export async function promptForSql(
  client: CancellableClient,
  input: Readable,
  output: Writable,
): Promise<void> {
  const write = (text: string): void => void output.write(text);
  write(String.raw`\? for help, \q to leave` + '\n');
  const terminal = createInterface({ input, output });
  let typed = '';
  let running = false;
  const run = async (sql: string): Promise<void> => {
    running = true;
    write(await answer(client, sql).finally(() => (running = false)));
  };
  const ask = (): void => {
    terminal.setPrompt(typed ? '...> ' : 'sql> ');
    terminal.prompt();
  };
  terminal.on('SIGINT', () => {
    // Where that fails the connection is lost, which the statement itself tells.
    if (running) return void client.cancelStatement().catch(() => undefined);
    typed = '';
    terminal.write(null, { ctrl: true, name: 'e' });
    terminal.write(null, { ctrl: true, name: 'u' });
    write('\n');
    ask();
  });
  ask();
  for await (const line of terminal) {
    if (!typed && line.trim() === String.raw`\q`) break;
    const command = typed ? undefined : meta(line.trim());
    if (command === HELP) write(`${HELP}\n`);
    else if (command) await run(command);
    else typed += typed || line.trim() ? `${line}\n` : '';
    if (isComplete(typed)) {
      await run(typed);
      typed = '';
    }
    ask();
  }
  terminal.close();
}

/** What a backslash command stands for: SQL, or the help; undefined when the line is none. */
function meta(line: string): string | undefined {
  if (line === String.raw`\?`) return HELP;
  if (line === String.raw`\dt`) return TABLES;
  const [, table] = /^\\d\s+(\S+)$/.exec(line) ?? [];
  if (table) return columnsOf(table);
  return line.startsWith('\\') ? HELP : undefined;
}

async function answer(client: pg.Client, sql: string): Promise<string> {
  try {
    const results = await runSql(client, sql);
    return results.map((result) => `${formatResult(result)}\n`).join('');
  } catch (error) {
    return `${formatError(error as pg.DatabaseError)}\n`;
  }
}
