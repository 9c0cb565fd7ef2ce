import type { AnyListSpec, ListFilter, ReferringColumn } from '../../core/lists/list-spec.js';
import type { FilterControl } from '../answers/list.answer.js';
import type { ReferringFilter } from '../options/list-options.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import type { EntityField } from './entity-field.js';
import { maySeePath, mayViewAll, type PathField, resolvePath } from './list-path.js';

/** Something a list can be filtered by. */
export interface FilterField {
  name: string;
  label: string;
  control: FilterControl;
  field: EntityField;
  column: ListFilter['column'];
  /** Whether "empty" is something to ask for. */
  mayBeEmpty: boolean;
  steps: PathField['steps'];
  /** What must be viewable too: the entity whose rows refer to those of the list. */
  referring: EntityAdmin | null;
}

export function filterField(admin: EntityAdmin, declared: string | ReferringFilter<never>): FilterField {
  if (typeof declared !== 'string') return referringField(admin, declared);
  const { name, path, label, field, steps } = resolvePath(admin, declared);
  if (field.kind === 'binary') return admin.refuse(`"${declared}" is binary; no list is filtered by that.`);
  const control = controlOf(field);
  const mayBeEmpty = field.nullable || steps.length > 1 || control === 'text';
  return { name, label, control, field, column: path, mayBeEmpty, steps, referring: null };
}

function referringField(admin: EntityAdmin, declared: ReferringFilter<never>): FilterField {
  const { name, label, entity, by, at = '', column, where } = declared;
  const referring = [...admin.siblings.values()].find(({ metadata }) => metadata.target === entity);
  if (!referring) return admin.refuse(`the filter "${name}" is by ${entity.name}, which is no entity.`);
  const start = at === '' ? admin : admin.siblings.get(admin.fieldNamed(at).references ?? '');
  const pointer = referring.fieldNamed(by);
  if (!start || pointer.references !== start.id)
    return admin.refuse(
      `the filter "${name}": "${by}" of ${entity.name} does not refer to ${start?.id ?? at}.`,
    );
  const field = referring.fieldNamed(column);
  const source: ReferringColumn = { entity, by, at, column: field.name, ...(where && { where }) };
  const steps = at === '' ? [] : [{ admin, field: admin.fieldNamed(at) }];
  const control = controlOf(field);
  return { name, label, control, field, column: source, mayBeEmpty: false, steps, referring };
}

/** Whether this person may filter by it, which tells as much as seeing it. */
export function mayFilter({ steps, field, referring }: FilterField, staff: StaffUser): boolean {
  const seesReferring =
    referring === null || (mayViewAll(referring, staff) && referring.fieldsFor(staff).includes(field));
  return seesReferring && maySeePath({ steps }, staff);
}

/** The filters of a list's spec: per field one for each way of comparing it. */
export function specFilters(fields: readonly FilterField[]): AnyListSpec<object>['filters'] {
  const entries = fields.flatMap(({ name, control, column, field }): [string, ListFilter][] => {
    const isText = control === 'text';
    return [
      [name, { column, is: isText ? 'contains' : 'any' }],
      [`${name}~from`, { column, is: '>=' }],
      [`${name}~to`, { column, is: '<=' }],
      [`${name}~before`, { column, is: '<' }],
      [`${name}~empty`, { column, is: isText || field.isArray ? 'empty' : 'null' }],
    ];
  });
  return Object.fromEntries(entries);
}

function controlOf(field: EntityField): FilterControl {
  if (field.isArray) return 'text';
  if (field.choices) return 'choices';
  if (field.references !== null) return 'reference';
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'float':
      return 'number';
    case 'boolean':
    case 'date':
    case 'instant':
      return field.kind;
    case 'dateTime':
      return 'date';
    case 'uuid':
      return 'exact';
    default:
      return 'text';
  }
}
