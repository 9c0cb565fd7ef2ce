/** What is read of a list, in the terms of its spec; the values are of their columns' types. */
export interface ListChoice {
  /** In the order of the spec. */
  filters: readonly { name: string; value: unknown }[];
  words: readonly string[];
  /** Only where other words begin with these; else anywhere. */
  atWordStarts?: boolean;
}

/** One of a spec's orderings, and which way. */
export interface ListOrder {
  name: string;
  descending: boolean;
}

/** Everything about a request that changes the text of its statement; the rest are values. */
export interface ListShape {
  /** What comes first decides first. */
  order: readonly ListOrder[];
  /** Names of the filters in use, in the order of the spec. */
  filters: readonly string[];
  /** Number of words searched for. */
  words: number;
  atWordStarts?: boolean;
  /**
   * A keyset page begins at the `start`, after a row with a `value` to order by, or after one `without` a value.
   * Null: a page by its number.
   */
  after: 'start' | 'value' | 'without' | null;
  /**
   * How a page by its number is found: the rows in their order until it is full; their keys first, so that the rows
   * before the page are not read, only counted off; the same among so many of the `first` rows only; among rows whose
   * keys are `known`; or all that fit, `gathered` before they are put in order. Default: `rows`.
   */
  by?: 'rows' | 'keys' | 'known' | 'first' | 'gathered';
}
