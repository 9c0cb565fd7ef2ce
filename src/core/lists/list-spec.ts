import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { ValueKind } from './list-values.js';

/**
 * A column, by property names from the list's entity: `submittedAt`, or `questionnaire.userId` over a many-to-one
 * relation, which the query then joins.
 */
export type ColumnPath = string;

/** A query parameter that keeps some rows of a list. */
export interface ListFilter {
  column: ColumnPath;
  /** What its value may be. */
  value: ValueKind;
  /** How the column must compare to the value; `null`: whether it has none. Default: `=`. */
  is?: '=' | '>=' | '<' | 'contains' | 'null';
  description: string;
}

/** How sure a list is of its `count`: `upTo` stops counting there, `estimated` asks the planner's statistics. */
export type ListCount = 'exact' | 'estimated' | { upTo: number };

/** What a list or a single object reads and what callers may ask of it; nothing else reaches SQL. */
export interface ListSpec<Row extends object> {
  /** Part of its cursors, so that they fit no other list. */
  name: string;
  entity: EntityTarget<ObjectLiteral>;
  /** Each field of a row with the column it is read from; nothing else is read. */
  columns: Readonly<Record<keyof Row & string, ColumnPath>>;
  /** The column that says whose a row is: whoever reads is held to their own. Null: everybody's rows. */
  owner: ColumnPath | null;
  filters: Readonly<Record<string, ListFilter>>;
  /** Columns in which `?search=` looks for each of its words; each wants a trigram index. None: no search. */
  search: readonly ColumnPath[];
  /** What `?ordering=` may name. The primary key breaks ties, so that the order is total and pages never overlap. */
  orderings: Readonly<Record<string, ColumnPath>>;
  /** One of `orderings`, with `-` for descending; it wants an index that begins with the owner. */
  defaultOrdering: string;
  count: ListCount;
}
