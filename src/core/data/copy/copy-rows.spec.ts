import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { withClient } from '../../database/with-client.js';
import { copyRows } from './copy-rows.js';
import { textArray } from './copy-text.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const withTable = (work: (client: pg.Client) => Promise<void>): Promise<void> =>
  withClient(database.url, async (client) => {
    await client.query(
      'CREATE TEMP TABLE thing (id integer PRIMARY KEY, text text, list text[], flag boolean)',
    );
    await work(client);
  });

describe('copyRows', () => {
  it('writes every value as it is', () =>
    withTable(async (client) => {
      const texts = ['', '\\N', '\\.', 'a\tb\nc\r\\', '🙂', '\'"', 'NULL'];
      const rows = texts.map((text, id) => [id, text, textArray([text, 'x,"y\\']), id % 2 === 0]);
      expect(
        await copyRows(client, 'thing', ['id', 'text', 'list', 'flag'], [...rows, [99, null, null, null]]),
      ).toBe(8);
      const { rows: found } = await client.query('SELECT * FROM thing ORDER BY id');
      expect(found).toEqual([
        ...texts.map((text, id) => ({ id, text, list: [text, 'x,"y\\'], flag: id % 2 === 0 })),
        { id: 99, text: null, list: null, flag: null },
      ]);
    }));

  it('writes nothing when a row cannot be made or the server refuses one, and leaves the connection usable', () =>
    withTable(async (client) => {
      const rows = function* () {
        for (let id = 0; id < 50_000; id += 1) yield [id];
        throw new Error('no more');
      };
      await expect(copyRows(client, 'thing', ['id'], rows())).rejects.toThrow('no more');
      const twice = Array.from({ length: 50_000 }, (_, id) => [id % 40_000]);
      await expect(copyRows(client, 'thing', ['id'], twice)).rejects.toThrow(/duplicate key/);
      await expect(copyRows(client, 'no_such_table', ['id'], [[1]])).rejects.toThrow(/does not exist/);
      expect((await client.query('SELECT count(*)::int AS count FROM thing')).rows).toEqual([{ count: 0 }]);
      expect(await copyRows(client, 'thing', ['id'], [])).toBe(0);
    }));
});
