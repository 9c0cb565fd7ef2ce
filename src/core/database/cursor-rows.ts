import type { DataSource, QueryRunner } from 'typeorm';

/** Names of cursors are the session's own; two of one transaction must differ. */
let opened = 0;

/**
 * The rows of a SELECT through a cursor of the server; see `Transactions.stream`. Leaving the loop early closes it.
 * @param joined the query runner of a transaction in progress, whose end also ends the cursor.
 */
export async function* cursorRows<Row extends object>(
  source: DataSource,
  joined: QueryRunner | undefined,
  statement: string,
  parameters: readonly unknown[],
  batch: number,
): AsyncGenerator<Row, void, undefined> {
  const runner = joined ?? source.createQueryRunner();
  const cursor = `rows_${(opened += 1)}`;
  try {
    if (!joined) {
      await runner.query('START TRANSACTION READ ONLY');
      // Whoever reads may be a slow download.
      await runner.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    }
    await runner.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${statement}`, [...parameters]);
    for (;;) {
      const rows = (await runner.query(`FETCH ${batch} FROM ${cursor}`)) as Row[];
      yield* rows;
      if (rows.length < batch) break;
    }
  } finally {
    // Where this fails the transaction has failed before, or the connection: then the cursor is gone already.
    await runner.query(joined ? `CLOSE ${cursor}` : 'ROLLBACK').catch(() => undefined);
    if (!joined) await runner.release();
  }
}
