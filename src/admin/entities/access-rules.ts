import type { EntityMetadata } from 'typeorm';
import type { AccessOptions, FieldRule, RowRule, Who } from '../options/access-options.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityField } from './entity-field.js';
import type { RowCondition } from './row-condition.js';

type Rule = Record<string, unknown>;

/** Refuses a declaration, saying why. */
type Refuse = (problem: string) => never;

/** Whether this person is among them. */
export const isOneOf = (who: Who, staff: StaffUser): boolean => {
  if (typeof who === 'function') return who(staff);
  return staff.isSuperuser || (who !== 'superusers' && staff.permissions.has(who));
};

/** An entity's rules per row and per field, checked against its columns. */
export class AccessRules {
  private readonly rows: readonly (RowRule<Rule> & { column: string })[];
  private readonly fields: ReadonlyMap<EntityField, FieldRule>;

  /** @param fieldNamed finds a field by its own name or its relation's, and refuses any other */
  constructor(
    { rows = [], fields = {} }: Pick<AccessOptions<Rule>, 'rows' | 'fields'>,
    metadata: EntityMetadata,
    fieldNamed: (name: string) => EntityField,
    private readonly refuse: Refuse,
  ) {
    this.rows = rows.map((rule) => ({ ...rule, column: this.columnPath(metadata, rule.column) }));
    const byField = Object.entries(fields).map(([name, rule]): [EntityField, FieldRule] => {
      const field = fieldNamed(name);
      const isWho = typeof rule !== 'object';
      if (field.isKey && (isWho || rule.view)) refuse(`"${name}" is its key, which whoever sees a row sees.`);
      return [field, isWho ? { view: rule as Who } : rule];
    });
    this.fields = new Map(byField);
  }

  /** The names of permissions that the rules ask for. */
  permissions(): string[] {
    const named = [...this.fields.values()].flatMap(({ view, change }) => [view, change]);
    return named.filter((who): who is string => typeof who === 'string' && who !== 'superusers');
  }

  maySee(field: EntityField, staff: StaffUser): boolean {
    const view = this.fields.get(field)?.view;
    return view === undefined || isOneOf(view, staff);
  }

  mayWrite(field: EntityField, staff: StaffUser): boolean {
    const change = this.fields.get(field)?.change;
    return this.maySee(field, staff) && (change === undefined || isOneOf(change, staff));
  }

  /** What every row keeps to that this person may know of. */
  rowsFor(staff: StaffUser): readonly RowCondition[] {
    if (staff.isSuperuser) return [];
    return this.rows
      .filter((rule) => !rule.except?.(staff))
      .map(({ column, is = '=', value }) => {
        const wanted = typeof value === 'function' ? value(staff) : value;
        return wanted === null ? { column, is: 'in', value: [] } : { column, is, value: wanted };
      });
  }

  private columnPath(metadata: EntityMetadata, path: string): string {
    const steps = path.split('.');
    const name = steps.pop()!;
    let at = metadata;
    for (const step of steps) {
      const relation = at.relations.find((candidate) => candidate.propertyName === step);
      if (!relation?.isWithJoinColumn) this.refuse(`${at.name} has no many-to-one "${step}" for "${path}".`);
      at = relation!.inverseEntityMetadata;
    }
    const relation = at.relations.find((candidate) => candidate.propertyName === name);
    const column =
      at.columns.find((candidate) => !candidate.isVirtual && candidate.propertyName === name) ??
      relation?.joinColumns.find((candidate) => !candidate.isVirtual);
    if (!column) this.refuse(`${at.name} has no column "${name}", which a rule for its rows names.`);
    return [...steps, column!.propertyName].join('.');
  }
}
