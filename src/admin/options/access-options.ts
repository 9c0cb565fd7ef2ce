import type { Type } from '@nestjs/common';
import type { StaffUser } from '../staff-authenticator.js';
import type { FieldOf } from './field-of.js';
import type { RowRemover } from './row-remover.js';

/** How a column must compare to a rule's value; `null`: whether it has none. */
export type RowOperator = '=' | '<' | '<=' | '>' | '>=' | 'in' | 'null';

/** What a rule compares to; a list for `in`. */
export type RowValue = string | number | boolean | Date | readonly (string | number | boolean)[];

/** Which rows are there at all for staff; superusers see every row. */
export interface RowRule<E> {
  /** A column or the relation it carries (`owner`), or a path over many-to-one relations: `questionnaire.userId`. */
  column: FieldOf<E> | `${FieldOf<E>}.${string}`;
  /** Default: `=`. */
  is?: RowOperator;
  /** A constant, or what it is for this person; null keeps no row. */
  value: RowValue | ((staff: StaffUser) => RowValue | null);
  /** Whom the rule does not hold. */
  except?(staff: StaffUser): boolean;
}

/** Superusers, those with a permission such as `users.change_user`, or whoever the function says. */
export type Who = 'superusers' | (string & {}) | ((staff: StaffUser) => boolean);

/** Who may see a field and who may write it; whoever may write one may see it. */
export interface FieldRule {
  view?: Who;
  change?: Who;
}

/** Who may do what to an entity's rows, beyond the permissions that staff are given. */
export interface AccessOptions<E> {
  /** What nobody may do here, a superuser included: `{ add: false, change: false, delete: false }` is view-only. */
  permissions?: { readonly add?: false; readonly change?: false; readonly delete?: false };
  /** Nothing of the entity is there for other staff, whatever their permissions: what tells or grants too much. */
  superusersOnly?: true;
  /** A row is there for somebody if it keeps to every rule; in lists, searches, references, history and writes alike. */
  rows?: readonly RowRule<E>[];
  /** Fields that only some of those who see the rows may see or write; by a name alone: to see, and so to write. */
  fields?: { readonly [F in FieldOf<E>]?: FieldRule | Who };
  /**
   * Rows go with what they belong to, whoever may delete that: parts, memberships, sessions. Without it, deleting
   * something takes the permission to delete everything that goes with it.
   */
  cascades?: true;
  /** Provider of the room that deletes rows by the rules of their owner. */
  remove?: Type<RowRemover<never>>;
  /** Whether this person may change or delete this row; its secrets are not loaded. Everyone with the ability may when absent. */
  guard?(row: E, staff: StaffUser): boolean;
}
