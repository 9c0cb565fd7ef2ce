import type { DeepPartial, ObjectLiteral, QueryDeepPartialEntity, Repository } from 'typeorm';

/** The protocol counts a statement's parameters in 16 bits. */
const MAX_PARAMETERS = 65_535;

/**
 * Inserts rows with one INSERT, or with several in one transaction if they have more values than one can carry.
 * @param repository of the transaction in progress when it is called.
 * @param together runs the INSERTs all or none.
 * @returns the rows, in order, with what the database generated.
 */
export async function insertInBatches<Entity extends ObjectLiteral>(
  repository: () => Repository<Entity>,
  values: DeepPartial<Entity>[],
  together: (work: () => Promise<void>) => Promise<void>,
): Promise<Entity[]> {
  const rows = repository().create(values);
  const size = Math.floor(MAX_PARAMETERS / repository().metadata.columns.length);
  const insert = async (from: number): Promise<void> => {
    const batch = rows.slice(from, from + size);
    await repository().insert(batch as QueryDeepPartialEntity<Entity>[]);
  };
  if (rows.length > size)
    await together(async () => {
      for (let from = 0; from < rows.length; from += size) await insert(from);
    });
  else if (rows.length > 0) await insert(0);
  return rows;
}
