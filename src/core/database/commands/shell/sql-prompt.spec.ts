import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { queryRows } from '../../../../../test/support/data.js';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/postgres.js';
import { until } from '../../../../../test/support/until.js';
import type { CancellableClient } from '../../strict-client.js';
import { openSqlClient } from './sql-client.js';
import { promptForSql } from './sql-prompt.js';

let database: TestDatabase;
let client: CancellableClient;
beforeAll(async () => {
  database = await createTestDatabase();
  client = await openSqlClient(database.url);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** What the screen shows to somebody who types these lines and then closes the input. */
async function typing(...lines: string[]): Promise<string> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const shown = text(output);
  input.end(lines.map((line) => `${line}\n`).join(''));
  await promptForSql(client, input, output);
  output.end();
  return shown;
}

describe('promptForSql', () => {
  it('collects a statement over several lines', async () => {
    expect(await typing('SELECT 1 AS one,', '', "  'a;", "b' AS two;")).toMatch(
      /\.\.\.> one {2}two\n +1 {2}a;⏎b\n\(1 row\)/,
    );
  });

  it('shows values as the server writes them', async () => {
    const shown = await typing(
      `SELECT 12345678901234567890.10 AS n, NULL AS nothing, '{1,2}'::int[] AS list;`,
    );
    expect(shown).toMatch(/12345678901234567890\.10 +∅ {2}\{1,2\}/);
  });

  it('shows an error with its code and goes on', async () => {
    const shown = await typing('SELEKT 1;', 'SELECT 2 AS two;');
    expect(shown).toMatch(/error: syntax error at or near "SELEKT" \(42601\)[^]*\(1 row\)/);
  });

  it('stops the statement that runs, and not itself, on Ctrl-C', async () => {
    const [input, output] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY: true })];
    const shown = text(output);
    const prompt = promptForSql(client, input, output);
    input.write('SELECT pg_sleep(600);\n');
    const sleeping = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`;
    await until(async () => (await queryRows(database.url, sleeping)).length > 0);
    input.write('\u0003');
    await until(async () => (await queryRows(database.url, sleeping)).length === 0);
    input.end('SELECT 7 AS seven;\n\\q\n');
    await prompt;
    output.end();
    expect(await shown).toMatch(/canceling statement due to user request \(57014\)[^]*seven/);
  });

  it('lists tables and columns, and helps', async () => {
    expect(await typing(String.raw`\dt`)).toMatch(/\nlog_entry +-?\d+ +\d+ kB\n/);
    expect(await typing(String.raw`\d plan`)).toMatch(/\ndescription +text +t +''::text\n/);
    expect(await typing(String.raw`\d nothing`)).toMatch(/error: relation "nothing" does not exist/);
    expect(await typing(String.raw`\nonsense`)).toContain('Ctrl-D');
  });

  it(String.raw`ends at \q`, async () => {
    expect(await typing(String.raw`\q`, 'SELECT 7 AS seven;')).not.toContain('seven');
  });
});
