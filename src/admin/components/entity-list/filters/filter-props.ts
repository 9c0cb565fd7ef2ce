import type { FilterAnswer } from '../../../answers/list.answer.js';

/** Changes a filter's values, each by how it compares: `from`, `to`, `empty`, or nothing for its plain values. */
export type FilterSetter = (...changes: { operator?: string; values: readonly string[] }[]) => void;

export interface FilterProps {
  entity: string;
  filter: FilterAnswer;
  query: URLSearchParams;
  set: FilterSetter;
}
