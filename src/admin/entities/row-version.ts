import { createHash } from 'node:crypto';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import type { EntityField } from './entity-field.js';
import type { Row } from './entity-reader.js';

/** The column that counts an entity's changes, where it has one. */
export function versionField(admin: EntityAdmin): EntityField | undefined {
  return [...admin.fields.values()].find((field) => field.isVersion);
}

/** What changes whenever the row does: its version, or where none is kept a digest of what this person sees of it. */
export function versionOf(admin: EntityAdmin, row: Row, staff: StaffUser): string {
  const fields = admin.fieldsFor(staff).filter((field) => field.kind !== 'binary');
  const version = fields.find((field) => field.isVersion);
  if (version) return String(row[version.name]);
  const values = fields.map(({ name }) => [name, row[name]]);
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22);
}
