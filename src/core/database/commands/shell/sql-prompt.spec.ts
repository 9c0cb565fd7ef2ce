import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/postgres.js';
import { openSqlClient } from './sql-client.js';
import { promptForSql } from './sql-prompt.js';

let database: TestDatabase;
let client: pg.Client;
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
