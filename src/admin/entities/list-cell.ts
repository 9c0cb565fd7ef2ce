import type { EntityAdmin } from './entity-admin.js';
import { showValue } from './field-values.js';
import type { CellAnswer, CellKind } from '../answers/list.answer.js';
import type { ListColumn } from './list-column.js';

/** A list shows the beginning of long texts and lists; the row's own page has them whole. */
const MAX_LENGTH = 200;
const MAX_ITEMS = 20;

/** How a column's values are shown. */
export function cellKind({ kind, choices, isArray, reference }: ListColumn): CellKind {
  if (isArray) return 'text';
  if (reference) return 'reference';
  if (choices) return 'choice';
  switch (kind) {
    case 'integer':
    case 'decimal':
    case 'float':
      return 'number';
    case 'boolean':
    case 'date':
    case 'instant':
      return kind;
    default:
      return 'text';
  }
}

/** What of a value goes into a cell. @param title of the row it refers to, where that may be told. */
export function cellOf(column: ListColumn, value: unknown, title: string | null): CellAnswer {
  if (value === null || value === undefined) return null;
  if (title !== null) return { key: keyText(column.reference?.admin, value), title: shorten(title) };
  if (column.kind === 'json') return shorten(JSON.stringify(value));
  const shown = column.field ? column.field.show(value) : showValue(column.kind, value);
  if (Array.isArray(shown)) return shown.slice(0, MAX_ITEMS).map((item) => shorten(String(item)));
  return typeof shown === 'string' ? shorten(shown) : (shown as CellAnswer);
}

function keyText(admin: EntityAdmin | undefined, value: unknown): string {
  return String(admin?.keys[0]?.show(value) ?? value);
}

function shorten(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  // Not between the halves of a character beyond the basic plane.
  return `${text.slice(0, MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
