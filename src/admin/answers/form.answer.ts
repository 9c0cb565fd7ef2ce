import type { ActionOffer } from './action.answer.js';
import type { FieldKind } from '../entities/field-kind.js';

/** A row to choose or to refer to: its key, and what it is called. */
export interface Option {
  key: string;
  title: string;
}

/** Some of the rows that fit, and which page has the next ones. */
export interface OptionPage {
  options: Option[];
  nextPage: number | null;
}

/** A field as this person may see it. */
export interface FormField {
  name: string;
  label: string;
  kind: FieldKind;
  help: string | null;
  /** Whether this person may write it in this form. */
  writable: boolean;
  required: boolean;
  nullable: boolean;
  isArray: boolean;
  /** Whether it holds an HTML document, to be shown as it looks. */
  isDocument: boolean;
  /** All the values there are; null where there are no such. */
  choices: readonly string[] | null;
  /** Some values to pick from, where others are taken too. */
  suggestions: readonly string[];
  /** Entity whose rows it refers to; null where it refers to none, or to what this person may not view. */
  references: string | null;
  maxLength: number | null;
  min: string | null;
  max: string | null;
  scale: number | null;
}

/** A many-to-many relation with what is chosen. */
export interface FormLink {
  name: string;
  label: string;
  help: string | null;
  /** Entity whose rows can be chosen. */
  target: string;
  writable: boolean;
  chosen: Option[];
}

export interface FormPart {
  title: string | null;
  tab: string | null;
  help: string | null;
  collapsed: boolean;
  fields: string[];
  links: string[];
}

/** A row of an inline. */
export interface FormInlineRow {
  key: string;
  title: string;
  /** To be sent back with it, so that nobody overwrites what they have not seen. */
  version: string;
  values: Record<string, unknown>;
  titles: Record<string, Option>;
  may: { change: boolean; delete: boolean };
}

/** Rows that belong to the form's row, as a table. */
export interface FormInline {
  /** Entity of the rows, and their name in forms and errors. */
  name: string;
  label: string;
  pluralLabel: string;
  /** The columns; `writable` says what this person may change in a row that is there. */
  fields: FormField[];
  /** The columns that a new row takes; empty where this person may add none. */
  settable: string[];
  /** What a new row begins with. */
  initial: Record<string, unknown>;
  rows: FormInlineRow[];
  /** Whether there are more rows than a form shows; then they can only be looked at here. */
  hasMore: boolean;
}

/** A form, or a row to look at: all that its page needs. */
export interface FormAnswer {
  entity: { id: string; label: string; pluralLabel: string };
  /** Null in the form of a new row. */
  key: string | null;
  title: string;
  /** To be sent back as `If-Match`, so that nobody overwrites what they have not seen. */
  version: string | null;
  /** To be sent back as `Idempotency-Key`, so that a form sent twice is saved once. */
  token: string;
  parts: FormPart[];
  fields: FormField[];
  links: FormLink[];
  inlines: FormInline[];
  /** By field: a text, number, boolean, list of these, or null. */
  values: Record<string, unknown>;
  /** What references are called, by field. */
  titles: Record<string, Option>;
  may: { add: boolean; change: boolean; delete: boolean };
  /** What else can be done to the row. */
  actions: readonly ActionOffer[];
  /** Where else it is to be seen. */
  site: { label: string; path: string } | null;
}

/** A form that was saved. */
export interface SavedAnswer {
  key: string;
  title: string;
  notice: { type: 'success'; message: string };
}

/** What a row is now, to someone whose form is older. */
export interface StaleRow {
  version: string;
  /** Who changed it last and when, as far as the log tells. */
  by: string | null;
  at: string | null;
  values: Record<string, unknown>;
  titles: Record<string, Option>;
  links: Record<string, Option[]>;
}
