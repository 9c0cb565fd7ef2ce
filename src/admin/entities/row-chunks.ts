import type { EntityManager, ObjectLiteral } from 'typeorm';
import { InvalidInputError, NotFoundError } from '../../core/http/app-error.js';
import type { EntityAdmin } from './entity-admin.js';
import type { Row } from './entity-reader.js';
import { whereKey } from './record-key.js';
import { whereKeys } from './visible-rows.js';

/** The most rows that something is done to at once. */
export const MAX_SELECTED = 10_000;

/** So many rows are in memory at a time. */
const CHUNK = 500;

const GONE = 'Some of it is not there any more; someone may have deleted it.';

/** The keys without repetition. @throws NotFoundError where one cannot be a key, InvalidInputError for none or too many */
export function distinctKeys(admin: EntityAdmin, keys: readonly string[]): string[] {
  const distinct = [...new Set(keys)];
  if (distinct.length < 1 || distinct.length > MAX_SELECTED)
    throw new InvalidInputError({}, `Select at least one row and at most ${MAX_SELECTED}.`);
  if (distinct.some((key) => whereKey(admin, key) === null)) throw new NotFoundError(GONE);
  return distinct;
}

/** The rows with these keys but for their secrets, some at a time; in an order that no two callers lock each other by. */
export async function* rowChunks(
  manager: EntityManager,
  admin: EntityAdmin,
  keys: readonly string[],
  { locked = false } = {},
): AsyncGenerator<Row[]> {
  const names = [...admin.fields.values()].filter(({ kind }) => kind !== 'binary').map(({ name }) => name);
  const sorted = [...keys].sort();
  for (let start = 0; start < sorted.length; start += CHUNK) {
    const chunk = sorted.slice(start, start + CHUNK);
    const rows = await manager.find<ObjectLiteral>(admin.metadata.target, {
      where: whereKeys(admin, chunk),
      select: Object.fromEntries(names.map((name) => [name, true])),
      order: Object.fromEntries(admin.keys.map(({ name }) => [name, 'ASC' as const])),
      loadEagerRelations: false,
      ...(locked && { lock: { mode: 'pessimistic_write' as const } }),
    });
    if (rows.length < chunk.length) throw new NotFoundError(GONE);
    yield rows;
  }
}
