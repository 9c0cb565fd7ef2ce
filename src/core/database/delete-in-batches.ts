import type { Transactions } from './transactions.service.js';

/** Rows of one statement: few enough to be done long before a statement's timeout, and to hold up nobody. */
const BATCH = 5_000;

/**
 * Deletes any number of a table's rows, each batch by itself: whoever is interrupted has done a part of it, and goes on
 * next time. Rows that somebody else works on are left.
 * @param where a condition with `$1, $2, …`; the table is called `row` in it. Wants an index.
 * @returns how many.
 */
export async function deleteInBatches(
  transactions: Transactions,
  table: string,
  where: string,
  parameters: readonly unknown[] = [],
): Promise<number> {
  const statement = `WITH gone AS (
      DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
        SELECT row.ctid FROM ${table} AS row WHERE ${where} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
      RETURNING 1)
    SELECT count(*)::int AS rows FROM gone`;
  let total = 0;
  for (;;) {
    const [gone] = await transactions.sql<{ rows: number }>(statement, parameters);
    total += gone!.rows;
    if (gone!.rows < BATCH) return total;
  }
}
