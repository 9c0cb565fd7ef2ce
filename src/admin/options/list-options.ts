import type { FieldOf } from './field-of.js';

/** How an entity's rows are listed and found. */
export interface ListOptions<E> {
  /** Columns of the list, in order. */
  list?: readonly FieldOf<E>[];
  /** Fields the list can be filtered by; any other is refused. */
  filters?: readonly FieldOf<E>[];
  /** Text fields that reference pickers search; every word must match one of them. */
  search?: readonly FieldOf<E>[];
  /** The field a row is called by elsewhere. */
  title?: FieldOf<E>;
  /** Default order; a leading `-` means descending. */
  ordering?: readonly (FieldOf<E> | `-${FieldOf<E>}`)[];
}
