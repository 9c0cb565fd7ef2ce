import { Control } from '../control-style.js';
import { filterValues } from '../list-address.js';
import type { FilterProps } from './filter-props.js';

/** Text that the field contains, or its exact value where it is no text; applied by Enter or on leaving it. */
export function TextFilter({ filter, query, set }: FilterProps) {
  const [current = ''] = filterValues(query, filter.name);
  const apply = (text: string): void => {
    if (text !== current) set({ values: text === '' ? [] : [text] });
  };
  const word = filter.control === 'text' ? 'contains' : 'is';
  return (
    <Control
      key={current}
      type="search"
      name={filter.name}
      aria-label={`${filter.label} ${word}`}
      placeholder={`${word} …`}
      maxLength={500}
      defaultValue={current}
      onBlur={({ target }) => apply(target.value)}
      onKeyDown={({ key, currentTarget }) => key === 'Enter' && apply(currentTarget.value)}
    />
  );
}
