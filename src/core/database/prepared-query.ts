import { createHash } from 'node:crypto';
import { requestPool } from './request-pool.js';
import type { StrictClient } from './strict-client.js';
import type { Transactions } from './transactions.service.js';

/** Runs a statement with its values, in the transaction in progress when there is one. */
export type PreparedQuery<Row> = (transactions: Transactions, values: readonly unknown[]) => Promise<Row[]>;

/**
 * A statement of the hot path: each connection parses and plans it once, under a name made from its text, and no query
 * builder runs per call. Rows come as `pg` reads them, named as the statement names its columns. List the columns:
 * a `*` breaks when a migration adds one. Errors are those of `pg`, with its SQLSTATE `code`.
 */
export function preparedQuery<Row extends object>(text: string): PreparedQuery<Row> {
  const name = nameOf(text);
  return async ({ manager: { queryRunner, dataSource } }, values) => {
    const statement = { name, text, values: values as unknown[] };
    // The pool lends a connection for the length of a statement; a transaction has its own.
    if (!queryRunner) return (await requestPool(dataSource).query<Row>(statement)).rows;
    const connection = (await queryRunner.connect()) as StrictClient;
    return asked(connection.rows<Row>(statement));
  };
}

/**
 * The same for a SELECT that finds its rows by an index: outside of a transaction it shares a connection with what others
 * read at the time (`RequestPool`).
 */
export function preparedRead<Row extends object>(text: string): PreparedQuery<Row> {
  const name = nameOf(text);
  const inTransaction = preparedQuery<Row>(text);
  return async (transactions, values) => {
    const { queryRunner, dataSource } = transactions.manager;
    if (queryRunner) return inTransaction(transactions, values);
    return asked(requestPool(dataSource).read<Row>({ name, text, values: values as unknown[] }));
  };
}

/** Errors are made where the answer is read; here it is known who asked. */
async function asked<Rows>(answer: Promise<Rows>): Promise<Rows> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
}

const nameOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
