import type { Type } from '@nestjs/common';
import type { FieldSuggestions } from './field-suggestions.js';
import type { FieldOf } from './field-of.js';
import type { InlineDeclaration } from './inline-options.js';
import type { RowSaver } from './row-saver.js';

/** Some fields of a form under a heading. */
export interface Fieldset<E> {
  title?: string;
  /** Name of the tab it is on; fieldsets without one stand above the tabs. */
  tab?: string;
  help?: string;
  /** Closed until someone opens it, or an error is in it. */
  collapsed?: true;
  fields?: readonly FieldOf<E>[];
  /** Names out of `links`. */
  links?: readonly string[];
}

/** How a row is shown and edited. */
export interface FormOptions<E> {
  /** Shown, never written, whatever a client posts. */
  readonly?: readonly FieldOf<E>[];
  /** Text fields that hold an HTML document; shown as it looks, in a frame where nothing runs or loads. */
  documents?: readonly FieldOf<E>[];
  /** The form's parts, in order; fields in none of them are not in the form. One part of everything when absent. */
  fieldsets?: readonly Fieldset<E>[];
  /** What a field is called, where its name does not say it well. */
  labels?: { readonly [Name in FieldOf<E>]?: string };
  /** What a field is for; the column's comment when absent. */
  help?: { readonly [Name in FieldOf<E>]?: string };
  /** Providers of the room that say what is offered for a text field. */
  suggestions?: { readonly [Name in FieldOf<E>]?: Type<FieldSuggestions> };
  /**
   * Many-to-many relations by a name of choice, each through the entity whose rows are the pairs:
   * `{ groups: UserGroup }`. Relations that TypeORM keeps itself (`@ManyToMany`) are there without it.
   */
  links?: Readonly<Record<string, abstract new (...args: never[]) => object>>;
  /** Where a row is to be seen outside of its form, such as the file that it describes; a link on its page. */
  viewOnSite?: { label: string; path(key: string): string };
  /** Rows of other entities that belong to one of this, as tables in its form. */
  inlines?: readonly InlineDeclaration[];
  /** Provider of the room that saves rows by the rules of their owner. */
  save?: Type<RowSaver<never>>;
}
