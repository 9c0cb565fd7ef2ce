import { InvalidValuesError } from '../admin.errors.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import type { Row } from './entity-reader.js';
import { ValueError } from './field-values.js';

/** Posted values by field or link name: texts, numbers, booleans, null, or a list. */
export type Posted = Record<string, unknown>;

/**
 * The values of the fields that this person may write, as their columns take them; everything else that was posted
 * is ignored. An `InvalidValuesError` names each field that cannot be taken.
 */
export function parsePosted(
  admin: EntityAdmin,
  posted: Posted,
  write: 'insert' | 'update',
  staff: StaffUser,
): Row {
  const { values, problems } = parse(admin, posted, write, staff);
  if (Object.keys(problems).length > 0) throw new InvalidValuesError(problems);
  return values;
}

/** What `parsePosted` would refuse, by field. */
export function problemsOf(
  admin: EntityAdmin,
  posted: Posted,
  write: 'insert' | 'update',
  staff: StaffUser,
): Record<string, string> {
  return parse(admin, posted, write, staff).problems;
}

function parse(
  admin: EntityAdmin,
  posted: Posted,
  write: 'insert' | 'update',
  staff: StaffUser,
): { values: Row; problems: Record<string, string> } {
  const values: Row = {};
  const problems: Record<string, string> = {};
  for (const field of admin.writableFor(staff)) {
    if (!(write === 'insert' ? field.insertable : field.updatable)) continue;
    if (!Object.hasOwn(posted, field.name)) {
      if (write === 'insert' && field.required) problems[field.name] = 'This field is required.';
      continue;
    }
    const untouched = write === 'insert' && (posted[field.name] ?? '') === '' && !field.required;
    if (untouched) continue;
    try {
      values[field.name] = field.parse(posted[field.name]);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      problems[field.name] = error.message;
    }
  }
  return { values, problems };
}
