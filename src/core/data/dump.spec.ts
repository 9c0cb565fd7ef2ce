import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { Entity, PrimaryGeneratedColumn } from 'typeorm';
import { queryRows, people } from '../../../test/support/data.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { dump, type DumpWatcher } from './dump.js';
import { withClient } from '../database/with-client.js';

const QUIET: DumpWatcher = { onHeader: () => undefined, onRows: () => undefined };

/** Jest cannot load entities by their file names as the service does; which columns they have, the database says. */
@Entity('user')
class Person {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id: number;
}

@Entity('cv')
class Paper {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id: number;
}

const of = (client: pg.Client): AsyncGenerator<Buffer> => dump(client, {}, QUIET, [Person, Paper]);

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

async function textOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk.toString();
  return text;
}

describe('dump', () => {
  it('is of one moment, whatever is written while it runs', async () => {
    await queryRows(database.url, people(10));
    await withClient(database.url, async (client) => {
      const chunks = of(client);
      const { value: header } = await chunks.next();
      await queryRows(
        database.url,
        `DELETE FROM "user" WHERE id > 5;
         INSERT INTO cv (owner_id, title, language) VALUES (1, 'written meanwhile', 'en')`,
      );
      const rest = await textOf(chunks);
      expect(JSON.parse(String(header))).toMatchObject({ rows: { user: 10, cv: 0 } });
      expect(rest.match(/^\[/gm)).toHaveLength(10);
      expect(rest).not.toContain('written meanwhile');
    });
  });

  it('tells what the server says when it ends the connection', async () => {
    await queryRows(database.url, people(50_000));
    await withClient(database.url, async (client) => {
      const chunks = of(client);
      for (let piece = 0; piece < 3; piece += 1) await chunks.next(); // header, table, first rows
      const { processID } = client as pg.Client & { processID: number };
      await queryRows(database.url, `SELECT pg_terminate_backend(${processID}, 5000)`);
      await expect(textOf(chunks)).rejects.toThrow(/terminat/);
    });
  });
});
