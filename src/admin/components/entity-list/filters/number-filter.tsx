import { styled } from '../../kit/styled.js';
import { Control } from '../control-style.js';
import { filterValues } from '../list-address.js';
import type { FilterProps } from './filter-props.js';

export const Range = styled.div`
  display: grid;
  grid-template-columns: 1fr 1fr;
  gap: 8px;
  label {
    display: flex;
    flex-direction: column;
    min-width: 0;
    font-size: 12px;
    color: ${({ theme }) => theme.colors.grey80};
  }
  input {
    width: 100%;
  }
`;

/** Numbers from one to another; both ends are optional and included. */
export function NumberFilter({ filter, query, set }: FilterProps) {
  const end = (operator: 'from' | 'to', label: string) => {
    const [current = ''] = filterValues(query, filter.name, operator);
    const apply = (text: string): void => {
      if (text !== current) set({ operator, values: text === '' ? [] : [text] });
    };
    return (
      <label>
        {label}
        <Control
          key={current}
          inputMode="decimal"
          name={`${filter.name}~${operator}`}
          defaultValue={current}
          maxLength={40}
          onBlur={({ target }) => apply(target.value.trim())}
          onKeyDown={({ key, currentTarget }) => key === 'Enter' && apply(currentTarget.value.trim())}
        />
      </label>
    );
  };
  return (
    <Range>
      {end('from', 'From')}
      {end('to', 'To')}
    </Range>
  );
}
