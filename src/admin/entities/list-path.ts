import type { ColumnPath } from '../../core/lists/list-spec.js';
import { inSentence } from '../answers/label-text.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import type { EntityField } from './entity-field.js';

/** A field of the entity, or one of a row that its relations lead to. */
export interface PathField {
  /** As addresses and answers name it: `stock`, `ownerId`, `owner.email`. */
  name: string;
  path: ColumnPath;
  label: string;
  field: EntityField;
  /** Where the path begins and what it crosses, with the field that is read there. */
  steps: readonly { admin: EntityAdmin; field: EntityField }[];
}

/** @throws AdminDeclarationError for a path that leads to no field, or to a secret. */
export function resolvePath(admin: EntityAdmin, given: string): PathField {
  const names = given.split('.');
  const last = names.pop() ?? '';
  const steps: { admin: EntityAdmin; field: EntityField }[] = [];
  const labels: string[] = [];
  let at = admin;
  for (const name of names) {
    const relation = at.metadata.findRelationWithPropertyPath(name);
    const field = at.fieldNamed(name);
    const next = field.references === null ? undefined : at.siblings.get(field.references);
    if (!relation || !next) return at.refuse(`"${name}" of "${given}" is no relation to one row.`);
    steps.push({ admin: at, field });
    labels.push(field.label);
    at = next;
  }
  const field = at.fieldNamed(last);
  steps.push({ admin: at, field });
  const name = [...names, field.name].join('.');
  return { name, path: name, label: joinLabels([...labels, field.label]), field, steps };
}

/**
 * Whether this person may see what the path leads to: every entity on the way, every field, and no entity of which they
 * may view only some rows, since the path would show them others.
 */
export function maySeePath({ steps }: Pick<PathField, 'steps'>, staff: StaffUser): boolean {
  return steps.every(
    ({ admin, field }, index) =>
      (index === 0 || mayViewAll(admin, staff)) && admin.fieldsFor(staff).includes(field),
  );
}

/** Whether this person may view every row of the entity. */
export function mayViewAll(admin: EntityAdmin, staff: StaffUser): boolean {
  return admin.allows(staff, 'view') && admin.rowsFor(staff).length === 0;
}

/** "User" and "Is staff" are "User is staff". */
function joinLabels([first = '', ...others]: string[]): string {
  return [first, ...others.map(inSentence)].join(' ');
}
