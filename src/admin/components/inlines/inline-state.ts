import type { FormInline, Option } from '../../answers/form.answer.js';

/** A row as it stands in the form. */
export interface TypedRow {
  /** What the form calls it, in what it sends and in what comes back refused. */
  id: string;
  /** Null for a new one. */
  key: string | null;
  values: Record<string, unknown>;
  titles: Record<string, Option>;
  isRemoved: boolean;
}

/** The rows of a form's inlines, by name. */
export type TypedInlines = Record<string, TypedRow[]>;

/** A row as it is sent. */
export interface SentRow {
  id: string;
  key: string | null;
  version: string | null;
  remove: boolean;
  values: Record<string, unknown>;
}

const alike = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? '') === JSON.stringify(b ?? '');

/** Where an error of a row stands among those of the form. */
export const placeOf = (inline: FormInline, row: TypedRow, field?: string): string =>
  ['inlines', inline.name, row.id, ...(field === undefined ? [] : [field])].join('.');

export function rowsOf({ rows }: FormInline): TypedRow[] {
  return rows.map(({ key, values, titles }, index) => ({
    id: `r${index}`,
    ...{ key, values, titles, isRemoved: false },
  }));
}

/** The rows with a new one at their end. */
export function withNew({ initial }: FormInline, rows: readonly TypedRow[]): TypedRow[] {
  const numbers = rows.map(({ id }) => Number(id.slice(1)));
  const id = `n${Math.max(-1, ...numbers) + 1}`;
  return [...rows, { id, key: null, values: initial, titles: {}, isRemoved: false }];
}

/** The fields in which a row differs from what the form began with. */
function changedFields(inline: FormInline, { key, values }: TypedRow): string[] {
  const before = key === null ? inline.initial : inline.rows.find((row) => row.key === key)?.values;
  return inline.fields.map(({ name }) => name).filter((name) => !alike(values[name], before?.[name]));
}

/** What is to be sent of the rows: those that are new, changed or to be deleted; a new one left empty is none. */
export function changedRows(inline: FormInline, rows: readonly TypedRow[]): SentRow[] {
  return rows.flatMap((row) => {
    const { id, key, values, isRemoved } = row;
    const changed = changedFields(inline, row);
    if (changed.length === 0 && !isRemoved) return [];
    const version = inline.rows.find((candidate) => candidate.key === key)?.version ?? null;
    const names = isRemoved ? [] : key === null ? inline.settable : changed;
    return [{ id, key, version, remove: isRemoved, values: picked(values, names) }];
  });
}

/** The same rows as those of another form's row: all of them are new there. */
export function copiedRows(inline: FormInline, rows: readonly TypedRow[]): SentRow[] {
  const kept = rows.filter(
    (row) => !row.isRemoved && (row.key !== null || changedFields(inline, row).length > 0),
  );
  return kept.map(({ id, values }) => ({
    ...{ id, key: null, version: null, remove: false },
    values: picked(values, inline.settable),
  }));
}

function picked(values: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}
