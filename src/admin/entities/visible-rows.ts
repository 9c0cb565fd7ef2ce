import { type EntityManager, type FindOptionsWhere, In, type ObjectLiteral } from 'typeorm';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import { keyValues } from './record-key.js';
import { withRows } from './row-condition.js';

/** The condition that finds these rows; what cannot be a key finds none. */
export function whereKeys(admin: EntityAdmin, keys: readonly string[]): FindOptionsWhere<ObjectLiteral>[] {
  const values = keys.map((key) => keyValues(admin, key)).filter((value) => value !== null);
  const [only, ...others] = admin.keys;
  if (others.length === 0) return [{ [only!.name]: In(values.map(([value]) => value)) }];
  return values.map((parts) =>
    Object.fromEntries(admin.keys.map(({ name }, index) => [name, parts[index]])),
  ) as FindOptionsWhere<ObjectLiteral>[];
}

/** Whether all of these rows, which exist, keep to this person's rules. */
export async function areVisible(
  manager: EntityManager,
  admin: EntityAdmin,
  keys: readonly string[],
  staff: StaffUser,
): Promise<boolean> {
  const rules = admin.rowsFor(staff);
  if (rules.length === 0) return true;
  const distinct = [...new Set(keys)];
  const where = whereKeys(admin, distinct).map((condition) => withRows(condition, rules));
  return (await manager.count<ObjectLiteral>(admin.metadata.target, { where })) === distinct.length;
}
