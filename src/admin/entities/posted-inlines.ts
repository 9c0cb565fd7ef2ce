import { InvalidValuesError } from '../admin.errors.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import { type EntityInline, INLINES, inlinesOf } from './entity-inline.js';
import { MAX_INLINE_ROWS } from './inline-rows.service.js';
import { type Posted, problemsOf } from './posted-values.js';

/** What is to become of a row of an inline. */
export interface PostedInlineRow {
  inline: EntityInline;
  /** What the form calls it, for errors. */
  id: string;
  /** Null for a new one. */
  key: string | null;
  /** The version that the form was made from. */
  version: string | null;
  remove: boolean;
  /** By field, of the inline's columns only. */
  values: Posted;
}

const ROW_ID = /^\w{1,20}$/;

/** Where an error of a row stands among those of its form: `inlines.price.r1`, `inlines.price.r1.amount`. */
export function placeOf({ inline, id }: Pick<PostedInlineRow, 'inline' | 'id'>, field = ''): string {
  return [INLINES, inline.name, id, ...(field === '' ? [] : [field])].join('.');
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads the rows that were posted with a form, `{ inlines: { price: [{ id, key, version, remove, values }] } }`; those of
 * inlines that this person may not see are ignored. @throws InvalidValuesError for what is no list of rows
 */
export function parseInlines(admin: EntityAdmin, posted: Posted, staff: StaffUser): PostedInlineRow[] {
  const given = Object.hasOwn(posted, INLINES) ? posted[INLINES] : {};
  const refuse = (): never => {
    throw new InvalidValuesError({ '': `Send "${INLINES}" as lists of at most ${MAX_INLINE_ROWS} rows.` });
  };
  if (!isObject(given)) return refuse();
  return inlinesOf(admin).flatMap((inline) => {
    const rows = Object.hasOwn(given, inline.name) ? given[inline.name] : [];
    if (!inline.admin.allows(staff, 'view')) return [];
    if (!Array.isArray(rows) || rows.length > MAX_INLINE_ROWS) return refuse();
    return rows.map((row) => parseRow(inline, row) ?? refuse());
  });
}

function parseRow(inline: EntityInline, row: unknown): PostedInlineRow | null {
  if (!isObject(row)) return null;
  const { id, key = null, version = null, remove = false, values = {} } = row;
  const isText = (value: unknown): value is string | null => value === null || typeof value === 'string';
  if (typeof id !== 'string' || !ROW_ID.test(id) || !isText(key) || !isText(version)) return null;
  if (typeof remove !== 'boolean' || !isObject(values) || (remove && key === null)) return null;
  const own = inline.fields.filter(({ name }) => Object.hasOwn(values, name));
  const picked = Object.fromEntries(own.map(({ name }) => [name, values[name]]));
  return { inline, id, key, version, remove, values: picked };
}

/** What cannot be taken of the rows' values, by place; nothing of it asks the database. */
export function inlineProblems(rows: readonly PostedInlineRow[], staff: StaffUser): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const row of rows.filter(({ remove }) => !remove)) {
    const { admin, by } = row.inline;
    const found = problemsOf(admin, row.values, row.key === null ? 'insert' : 'update', staff);
    for (const [field, problem] of Object.entries(found))
      if (field !== by.name) problems[placeOf(row, field)] = problem;
  }
  return problems;
}
