import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { ValueKind } from './list-values.js';

/**
 * A column, by property names from the list's entity: `submittedAt`, or `questionnaire.userId` over a many-to-one
 * relation, which the query then joins.
 */
export type ColumnPath = string;

/** A value computed from a row, as SQL that names the row as it is told to. */
export type SqlExpression = (row: string) => string;

/** A column of rows that refer to those of the list, or to what those refer to; one such row is enough. */
export interface ReferringColumn {
  entity: EntityTarget<ObjectLiteral>;
  /** Its many-to-one relation that points here. */
  by: string;
  /** The path from the list's entity to what is pointed at; empty for the list's rows themselves. */
  at: ColumnPath | '';
  column: string;
  /** Which of them count; all when absent. */
  where?: SqlExpression;
}

/** What a filter asks of its rows. */
export interface ListFilter {
  column: ColumnPath | SqlExpression | ReferringColumn;
  /**
   * How the column must compare to the value. `any`: to one of an array; `null`: whether it has none; `empty`: whether
   * it has none or an empty one. Default: `=`.
   */
  is?: '=' | '>=' | '>' | '<=' | '<' | 'any' | 'contains' | 'null' | 'empty';
}

/** A query parameter that keeps some rows of a list. */
export interface ParameterFilter extends ListFilter {
  /** What its value may be. */
  value: ValueKind;
  description: string;
}

/**
 * How sure a list is of its `count`: `upTo` stops counting there. `estimateAbove`: where nothing is filtered, the
 * planner's statistics answer for a table they take for larger than this; what is filtered is counted `upTo`.
 */
export type ListCount = 'exact' | { upTo: number } | { estimateAbove: number; upTo: number };

/**
 * What a list or a single object reads and what callers may ask of it; nothing else reaches SQL. `Filter` says where
 * their values come from: by default from parameters of the same name.
 */
export interface ListSpec<Row extends object, Filter extends ListFilter = ParameterFilter> {
  /** Part of its cursors, so that they fit no other list. */
  name: string;
  entity: EntityTarget<ObjectLiteral>;
  /** Each field of a row with what it is read from; nothing else is read. */
  columns: Readonly<Record<keyof Row & string, ColumnPath | SqlExpression>>;
  /** The column that says whose a row is: whoever reads is held to their own. Null: everybody's rows. */
  owner: ColumnPath | null;
  filters: Readonly<Record<string, Filter>>;
  /** Columns in which each word of a search is looked for; each wants a trigram index. None: no search. */
  search: readonly ColumnPath[];
  /**
   * What the list may be ordered by. The primary key breaks ties, so that the order is total and pages never overlap.
   * What is computed must stay the same while nobody changes the row (no `now()`), or cursors lose their place.
   */
  orderings: Readonly<Record<string, ColumnPath | SqlExpression>>;
  /** One of `orderings`, with `-` for descending; it wants an index that begins with the owner. */
  defaultOrdering: string;
  count: ListCount;
}

/** A list whose filters take values from whoever calls. */
export type AnyListSpec<Row extends object> = ListSpec<Row, ListFilter>;
