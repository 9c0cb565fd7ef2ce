import type { ColumnPath, SqlExpression } from '../../core/lists/list-spec.js';
import type { ComputedColumn } from '../options/list-options.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import type { EntityField } from './entity-field.js';
import type { FieldKind } from './field-kind.js';
import { mayViewAll, type PathField, resolvePath } from './list-path.js';

/** Column types that PostgreSQL has no order for. */
const UNORDERED = /^(json|xml|point|line|lseg|box|path|polygon|circle)$/;

/** A column of a list. */
export interface ListColumn {
  name: string;
  label: string;
  kind: FieldKind;
  isArray: boolean;
  choices: readonly string[] | null;
  isSortable: boolean;
  source: ColumnPath | SqlExpression;
  /** The field it shows; null when it is computed. */
  field: EntityField | null;
  /** For a reference: the entity it leads to, and the path to the title there, unless the title is not one column. */
  reference: { admin: EntityAdmin; titlePath: ColumnPath | null } | null;
  steps: PathField['steps'];
}

export function listColumn(admin: EntityAdmin, declared: string | ComputedColumn): ListColumn {
  return typeof declared === 'string' ? fieldColumn(resolvePath(admin, declared)) : computedColumn(declared);
}

function fieldColumn({ name, path, label, field, steps }: PathField): ListColumn {
  const isUnordered = field.isArray || UNORDERED.test(String(field.column.type)) || field.kind === 'binary';
  return {
    ...{ name, label, source: path, field, steps },
    ...{ kind: field.kind, isArray: field.isArray, choices: field.choices },
    isSortable: !isUnordered,
    reference: referenceOf(path, steps),
  };
}

function computedColumn({ name, label, kind, sql }: ComputedColumn): ListColumn {
  return {
    ...{ name, label, kind, source: sql, field: null, steps: [] },
    ...{ isArray: false, choices: null, isSortable: true, reference: null },
  };
}

/** What a foreign key leads to, by the relation that carries it. */
function referenceOf(path: ColumnPath, steps: PathField['steps']): ListColumn['reference'] {
  const { admin, field } = steps.at(-1)!;
  const target = field.references === null ? undefined : admin.siblings.get(field.references);
  if (!target) return null;
  const relation = admin.metadata.relations.find(
    ({ joinColumns }) => joinColumns.length === 1 && joinColumns[0] === field.column,
  );
  if (!relation) return { admin: target, titlePath: null };
  const before = path.includes('.') ? path.slice(0, path.lastIndexOf('.') + 1) : '';
  return { admin: target, titlePath: `${before}${relation.propertyPath}.${target.title.name}` };
}

/** Whether the rows a reference leads to may be named to this person; by a join only where they may view them all. */
export function namingOf({ reference }: ListColumn, staff: StaffUser): 'by join' | 'by query' | 'not' {
  if (!reference) return 'not';
  const { admin, titlePath } = reference;
  if (!admin.allows(staff, 'view') || !admin.fieldsFor(staff).includes(admin.title)) return 'not';
  return titlePath !== null && mayViewAll(admin, staff) ? 'by join' : 'by query';
}
