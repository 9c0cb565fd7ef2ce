import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Transactions } from './transactions.service.js';

/** Runs a statement with its values, in the transaction in progress when there is one. */
export type PreparedQuery<Row> = (transactions: Transactions, values: readonly unknown[]) => Promise<Row[]>;

/**
 * A statement of the hot path: each connection parses and plans it once, under a name made from its text, and no query
 * builder runs per call. Rows come as `pg` reads them, named as the statement names its columns. List the columns:
 * a `*` breaks when a migration adds one. Errors are those of `pg`, with its SQLSTATE `code`.
 */
export function preparedQuery<Row extends object>(text: string): PreparedQuery<Row> {
  const name = createHash('sha256').update(text).digest('base64url');
  return async ({ manager }, values) => {
    // The transaction's own connection, or the pool, which lends one for the length of a statement.
    const connection = manager.queryRunner
      ? ((await manager.queryRunner.connect()) as pg.ClientBase)
      : ((manager.dataSource.driver as PostgresDriver).master as pg.Pool);
    return (await connection.query<Row>({ name, text, values: values as unknown[] })).rows;
  };
}
