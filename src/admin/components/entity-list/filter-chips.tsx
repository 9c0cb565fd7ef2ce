import { Icon } from '@adminjs/design-system';
import type { FilterAnswer } from '../../answers/list.answer.js';
import { styled } from '../kit/styled.js';
import { LinkButton } from './control-style.js';
import { filterText } from './filter-text.js';
import { filtersOf, withFilters, withoutFilters, withParameter } from './list-address.js';

const Chips = styled.ul`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px;
  margin: 0 0 12px;
  padding: 0;
  list-style: none;
  font-size: 14px;
`;

const Chip = styled.button`
  display: inline-flex;
  align-items: center;
  gap: 6px;
  max-width: 100%;
  padding: 2px 8px 2px 12px;
  border: 1px solid ${({ theme }) => theme.colors.primary40};
  border-radius: 14px;
  background: ${({ theme }) => theme.colors.primary20};
  color: ${({ theme }) => theme.colors.grey100};
  font: inherit;
  line-height: 20px;
  overflow-wrap: anywhere;
  cursor: pointer;
  &:hover {
    border-color: ${({ theme }) => theme.colors.primary100};
  }
  svg {
    flex: none;
    width: 14px;
    height: 14px;
  }
`;

interface Props {
  filters: readonly FilterAnswer[];
  query: URLSearchParams;
  setQuery(query: URLSearchParams): void;
}

/** What the list is narrowed by; each can be taken out by itself. */
export function FilterChips({ filters, query, setQuery }: Props) {
  const used = filtersOf(query);
  const q = query.get('q') ?? '';
  if (used.length === 0 && q === '') return null;
  return (
    <Chips aria-label="Filters in use">
      {q !== '' && (
        <li>
          <Chip type="button" title="Take out" onClick={() => setQuery(withParameter(query, 'q', ''))}>
            “{q}” <Icon icon="X" />
          </Chip>
        </li>
      )}
      {used.map((inUse) => {
        const filter = filters.find(({ name }) => name === inUse.name);
        const text = filter ? filterText(filter, inUse) : inUse.name;
        const without = withFilters(query, [{ ...inUse, values: [] }]);
        return (
          <li key={`${inUse.name}~${inUse.operator}`}>
            <Chip type="button" title="Take out" onClick={() => setQuery(without)}>
              {text} <Icon icon="X" />
            </Chip>
          </li>
        );
      })}
      <li>
        <LinkButton type="button" onClick={() => setQuery(withoutFilters(query))}>
          Clear all
        </LinkButton>
      </li>
    </Chips>
  );
}
