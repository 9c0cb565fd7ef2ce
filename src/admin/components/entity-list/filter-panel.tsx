import { Button, Icon } from '@adminjs/design-system';
import type { FilterAnswer } from '../../answers/list.answer.js';
import { styled } from '../kit/styled.js';
import { filtersOf, withFilters, withoutFilters } from './list-address.js';
import { FilterControl } from './filters/filter-control.js';
import type { FilterSetter } from './filters/filter-props.js';
import { LinkButton } from './control-style.js';

const Panel = styled.aside`
  flex: 1 0 264px;
  box-sizing: border-box;
  align-self: flex-start;
  padding: 16px;
  background: ${({ theme }) => theme.colors.container};
  border: 1px solid ${({ theme }) => theme.colors.border};
  border-radius: 4px;
  font-size: 14px;
  line-height: 20px;
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-bottom: 8px;
  }
  h2 {
    font-size: 16px;
    font-weight: 600;
  }
`;

const Group = styled.details`
  padding: 8px 0;
  border-top: 1px solid ${({ theme }) => theme.colors.border};
  summary {
    cursor: pointer;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  fieldset {
    display: flex;
    flex-direction: column;
    gap: 6px;
    min-width: 0;
    margin: 8px 0 0;
    padding: 0;
    border: 0;
  }
  [role='combobox'] {
    min-height: 32px;
    padding: 4px 8px;
  }
`;

interface Props {
  entity: string;
  filters: readonly FilterAnswer[];
  query: URLSearchParams;
  setQuery(query: URLSearchParams): void;
  close(): void;
}

/** Everything the list can be filtered by, each with a control that fits its kind. */
export function FilterPanel({ entity, filters, query, setQuery, close }: Props) {
  const used = new Set(filtersOf(query).map(({ name }) => name));
  return (
    <Panel id="filters" aria-label="Filters" data-testid="filters">
      <header>
        <h2>Filters</h2>
        <span>
          {used.size > 0 && (
            <LinkButton onClick={() => setQuery(withoutFilters(query))}>Clear all</LinkButton>
          )}
          <Button type="button" variant="text" size="icon" aria-label="Close the filters" onClick={close}>
            <Icon icon="X" />
          </Button>
        </span>
      </header>
      {filters.map((filter, index) => {
        const set: FilterSetter = (...changes) =>
          setQuery(
            withFilters(
              query,
              changes.map((change) => ({ name: filter.name, ...change })),
            ),
          );
        return (
          <Group key={filter.name} open={used.has(filter.name) || index < 6} data-filter={filter.name}>
            <summary>{filter.label}</summary>
            <fieldset aria-label={filter.label}>
              <FilterControl entity={entity} filter={filter} query={query} set={set} />
            </fieldset>
          </Group>
        );
      })}
    </Panel>
  );
}
