import type { Type } from '@nestjs/common';
import type { Ability } from '../abilities.js';
import type { RowAction } from './row-action.js';

/** Something that an action asks for before it runs. */
export interface ActionField {
  label: string;
  kind: 'text' | 'password' | 'boolean';
  help?: string;
  required?: true;
}

/** An action as it is declared. */
export interface ActionDeclaration {
  /** What its button says. */
  label: string;
  /** Name of an icon of Feather's set. */
  icon?: string;
  /** The menu it stands in; actions without one stand by themselves. */
  group?: string;
  /** What somebody must be allowed to do to the rows. Default: `change`. */
  ability?: Ability;
  superusersOnly?: true;
  /** Only for one row at a time. */
  bulk?: false;
  /** What is asked before it runs. */
  confirm?: string;
  /** It cannot be undone. */
  danger?: true;
  fields?: Readonly<Record<string, ActionField>>;
  /** What is said once it has run. */
  done: string;
  /** Provider of the room that does it. */
  run: Type<RowAction<never>>;
}

/** What can be done to rows besides adding, changing and deleting them. */
export interface ActionOptions {
  actions?: Readonly<Record<string, ActionDeclaration>>;
}
