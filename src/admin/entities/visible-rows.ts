import type { EntityManager } from 'typeorm';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import { whereKey } from './record-key.js';
import { withRows } from './row-condition.js';

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
  const where = distinct.map((key) => withRows(whereKey(admin, key) ?? {}, rules));
  return (await manager.count<object>(admin.metadata.target, { where })) === distinct.length;
}
