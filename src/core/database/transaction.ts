import type pg from 'pg';
import { type DataSource, type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm';
import type { Isolation } from './unit.js';

/** READ COMMITTED is what the server does anyway; it need not be told. */
const START: Record<Isolation, string> = {
  'READ COMMITTED': 'START TRANSACTION',
  'REPEATABLE READ': 'START TRANSACTION ISOLATION LEVEL REPEATABLE READ',
  SERIALIZABLE: 'START TRANSACTION ISOLATION LEVEL SERIALIZABLE',
};

/**
 * Runs `work` between START TRANSACTION and COMMIT, or ROLLBACK when it throws. The same as `DataSource.transaction`, which
 * makes some forty promises around these two statements to tell them to subscribers; there are none here.
 */
export async function inTransaction<Result>(
  source: DataSource,
  isolation: Isolation,
  work: (manager: EntityManager) => Promise<Result>,
): Promise<Result> {
  const runner = source.createQueryRunner();
  try {
    const connection = (await runner.connect()) as pg.ClientBase;
    await send(connection, START[isolation]);
    markAsBegun(runner);
    try {
      const result = await work(runner.manager);
      await send(connection, 'COMMIT');
      return result;
    } catch (error) {
      // Where this fails the connection is lost, and the transaction with it.
      await connection.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  } finally {
    await runner.release();
  }
}

/** What TypeORM's own start of a transaction notes: from now on it begins savepoints, and no transactions of its own. */
function markAsBegun(runner: QueryRunner): void {
  Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
}

async function send(connection: pg.ClientBase, statement: string): Promise<void> {
  try {
    await connection.query(statement);
  } catch (error) {
    throw new QueryFailedError(statement, undefined, error as Error);
  }
}
