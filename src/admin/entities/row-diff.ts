import type { Diff } from '../../core/audit/log-entry.entity.js';
import type { EntityField } from './entity-field.js';
import type { Row } from './entity-reader.js';
import { normalizeLines } from './field-values.js';

/** `+01.50` and `1.5` are one number. */
function withoutPadding(decimal: string): string {
  const [, sign = '', digits = ''] = /^([+-]?)0*(.*)$/.exec(decimal)!;
  const [whole, fraction = ''] = digits.split('.');
  return `${sign === '-' ? '-' : ''}${whole || '0'}.${fraction.replace(/0+$/, '')}`;
}

/** Whether both values look the same in a form, which is all a form can tell. */
export function same(field: EntityField, before: unknown, after: unknown): boolean {
  const look = (value: unknown): string | undefined => {
    const shown = field.show(value);
    if (field.kind === 'decimal' && typeof shown === 'string') return withoutPadding(shown);
    return typeof shown === 'string' ? normalizeLines(shown) : JSON.stringify(shown);
  };
  return look(before) === look(after);
}

/** What a log entry keeps of a change: the fields that hold something before or after it. */
export function diffOf(fields: readonly EntityField[], before: Row, after: Row): Diff {
  const shown = fields.filter((field) => before[field.name] != null || after[field.name] != null);
  const logged = (field: EntityField, row: Row) =>
    field.kind === 'json' ? (row[field.name] ?? null) : field.show(row[field.name]);
  return Object.fromEntries(
    shown.map((field) => [field.name, { before: logged(field, before), after: logged(field, after) }]),
  );
}
