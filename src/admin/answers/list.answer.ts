import type { ActionOffer } from './action.answer.js';

/** What a cell holds: a plain value, or what a reference leads to. */
export type CellAnswer =
  string | number | boolean | null | readonly string[] | { key: string; title: string };

/** How the values of a column are shown. */
export type CellKind = 'text' | 'number' | 'boolean' | 'date' | 'instant' | 'choice' | 'reference';

export interface ColumnAnswer {
  name: string;
  label: string;
  kind: CellKind;
  /** The entity that its references lead to; null where this person may not go. */
  references: string | null;
  isSortable: boolean;
}

/** How a filter is set, and so what its values are. */
export type FilterControl =
  'choices' | 'reference' | 'boolean' | 'number' | 'date' | 'instant' | 'text' | 'exact';

export interface FilterAnswer {
  name: string;
  label: string;
  control: FilterControl;
  choices: readonly string[] | null;
  /** The entity whose rows are its values; null where this person may not view them. */
  references: string | null;
  /** Whether "empty" is something to ask for. */
  mayBeEmpty: boolean;
  /** What the values in use are called, by value; for references. */
  titles?: Readonly<Record<string, string>>;
}

/** How sure a count is: counted, estimated by statistics, or more than was counted. */
export type CountAnswer = { value: number; is: 'exact' | 'estimated' | 'capped' };

/** A page of an entity's rows with all that is needed to show it; nothing in it but what this person may see. */
export interface ListAnswer {
  title: string;
  columns: readonly ColumnAnswer[];
  filters: readonly FilterAnswer[];
  /** Labels of what a search looks into; none: there is no search. */
  search: readonly string[];
  can: { add: boolean; change: boolean; delete: boolean };
  /** What else can be done to rows. */
  actions: readonly ActionOffer[];
  rows: readonly { key: string; cells: readonly CellAnswer[] }[];
  /** How many rows there are on all pages. */
  count: CountAnswer;
  /** The one shown, which is the last one when there are fewer than was asked for. */
  page: number;
  size: number;
  sizes: readonly number[];
  /** The order in use: `-createdAt,name`. */
  sort: string;
}

/** Which years, months or days of a date filter have rows. */
export interface PeriodsAnswer {
  /** `2026`, `2026-01` or `2026-01-31`, in order. */
  periods: readonly string[];
}
