import type { FieldOf } from './field-of.js';

/** How a row is shown and edited. */
export interface FormOptions<E> {
  /** Shown, never written, whatever a client posts. */
  readonly?: readonly FieldOf<E>[];
}
