import type { FieldOf, PathOf } from './field-of.js';

/** A column that is in no table. */
export interface ComputedColumn {
  /** Its name in addresses and answers. */
  name: string;
  label: string;
  kind: 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'instant';
  /** SQL for a row, e.g. `(row) => \`(SELECT count(*) FROM cv WHERE cv.owner_id = ${row}.id)\``. */
  sql(row: string): string;
}

/** A filter by rows that refer to those of the list, or to what those refer to: by its user's plan, say. */
export interface ReferringFilter<E> {
  /** Its name in addresses and answers. */
  name: string;
  label: string;
  /** The entity that refers. */
  entity: new (...args: never[]) => object;
  /** Its relation that does. */
  by: string;
  /** The relation of the list's entity to what both refer to; the list's rows themselves when absent. */
  at?: FieldOf<E>;
  /** The column of the referring rows that is filtered by. */
  column: string;
  /** Which of them count; all when absent. */
  where?(row: string): string;
}

/** How an entity's rows are listed and found. */
export interface ListOptions<E> {
  /** Columns of the list, in order; `owner.email` is one of the row that `owner` leads to. */
  list?: readonly (PathOf<E> | ComputedColumn)[];
  /** What the list can be filtered by; anything else is refused. */
  filters?: readonly (PathOf<E> | ReferringFilter<E>)[];
  /** Text fields that lists and reference pickers search; every word must match one of them. */
  search?: readonly PathOf<E>[];
  /** The field a row is called by elsewhere. */
  title?: FieldOf<E>;
  /** Default order; a leading `-` means descending. */
  ordering?: readonly (FieldOf<E> | `-${FieldOf<E>}`)[];
}
