import type pg from 'pg';
import { DataSource, type ObjectLiteral } from 'typeorm';
import { databaseOptions } from '../../src/core/database/database-options.js';
import { Transactions } from '../../src/core/database/transactions.service.js';
import { createTestDatabase } from './postgres.js';

export interface OpenTransactions {
  source: DataSource;
  transactions: Transactions;
  close(): Promise<void>;
}

/** Transactions on a database of their own that know only the given entities; connects as requests do. */
export async function openTransactions(
  entities: (new () => ObjectLiteral)[],
  settings: pg.PoolConfig = {},
): Promise<OpenTransactions> {
  const database = await createTestDatabase();
  const usual = databaseOptions(database.url, 'request', 5);
  const extra = { ...(usual.extra as object), ...settings };
  const source = await new DataSource({ ...usual, entities, migrations: [], extra }).initialize();
  const close = async (): Promise<void> => {
    await source.destroy();
    await database.drop();
  };
  return { source, transactions: new Transactions(source), close };
}
