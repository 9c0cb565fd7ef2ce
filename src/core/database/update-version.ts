import type { FindOptionsWhere, QueryDeepPartialEntity, Repository } from 'typeorm';
import { NotFoundError, StaleVersionError } from '../http/app-error.js';

/** An entity with a `@VersionColumn()`. */
export interface Versioned {
  version: number;
}

export interface VersionedUpdate<Entity extends Versioned> {
  /** Which row: its key, and whose it must be. */
  where: FindOptionsWhere<Entity>;
  /** The version that the caller has seen. */
  version: number;
  set: QueryDeepPartialEntity<Entity>;
}

/** One UPDATE that finds the row only in the version that was seen; see `Transactions.update`. */
export async function updateVersion<Entity extends Versioned>(
  repository: Repository<Entity>,
  { where, version, set }: VersionedUpdate<Entity>,
): Promise<number> {
  const { raw } = await repository
    .createQueryBuilder()
    .update()
    .set(set)
    .where({ ...where, version })
    .returning('version')
    .execute();
  const [updated] = raw as { version: number }[];
  if (updated) return updated.version;
  throw (await repository.existsBy(where)) ? new StaleVersionError() : new NotFoundError();
}
