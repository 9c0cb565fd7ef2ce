import { expect, it } from '@jest/globals';
import { createTestDatabase } from '../../../test/support/postgres.js';
import { withClient } from './with-client.js';

it('a connection for a command waits however long its statements, and the command between them, take', async () => {
  const database = await createTestDatabase();
  try {
    const limits = await withClient(database.url, async (client) => {
      const { rows } = await client.query<{ name: string; setting: string }>(
        `SELECT name, setting FROM pg_settings WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout')`,
      );
      return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
    });
    expect(limits).toEqual({ statement_timeout: '0', idle_in_transaction_session_timeout: '0' });
  } finally {
    await database.drop();
  }
});
