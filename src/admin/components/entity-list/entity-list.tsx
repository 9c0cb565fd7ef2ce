import { Button, Icon, Loader } from '@adminjs/design-system';
import { useEffect, useState } from 'react';
import type { ListAnswer } from '../../answers/list.answer.js';
import { actionPath, bulkPath, listPath, pageAddress, recordPath } from '../kit/addresses.js';
import { rememberList } from '../kit/last-list.js';
import { Link, useNavigation } from '../kit/navigation.js';
import { PageHeader } from '../kit/page-header.js';
import type { PageProps } from '../kit/page-props.js';
import { Problem } from '../kit/problem.js';
import { styled } from '../kit/styled.js';
import { useLoaded } from '../kit/use-loaded.js';
import { keepSelection } from '../row-actions/selection.js';
import { countText } from './count-text.js';
import { EmptyList } from './empty-list.js';
import { ExportLinks } from './export-links.js';
import { FilterChips } from './filter-chips.js';
import { FilterPanel } from './filter-panel.js';
import {
  choiceOf,
  filtersOf,
  questionOf,
  rememberSize,
  withoutFilters,
  withParameter,
} from './list-address.js';
import { ListPager } from './list-pager.js';
import { ListTable } from './list-table.js';
import { SearchBox } from './search-box.js';
import { SelectionBar } from './selection-bar.js';
import { useSelected } from './use-selected.js';

const FILTERS_KEY = 'list-filters';

const Toolbar = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 12px;
  margin-bottom: 12px;
`;

/* The filters stand at the right, and above the rows where there is no room for that. */
const Columns = styled.div`
  display: flex;
  flex-flow: row-reverse wrap;
  gap: 16px;
  .rows {
    flex: 1000 1 0;
    min-width: min(100%, 480px);
  }
`;

/** The rows of an entity: filters, search, order, pages and selection, all of it in the address but the selection. */
export function EntityList({ entity }: PageProps) {
  const { query, setQuery, go } = useNavigation();
  const question = questionOf(query);
  const { body: list, refusal, loading, reload } = useLoaded<ListAnswer>(`${listPath(entity)}?${question}`);
  const selection = useSelected(choiceOf(query));
  const [hasFilters, setFilters] = useState(localStorage.getItem(FILTERS_KEY) === 'open');
  const showFilters = (isOpen: boolean): void => {
    localStorage.setItem(FILTERS_KEY, isOpen ? 'open' : 'closed');
    setFilters(isOpen);
  };

  useEffect(() => rememberList(entity, query.toString()), [entity, query]);

  // A page beyond the end is answered by the last one; the address says so too.
  const asked = Number(query.get('page') ?? 1);
  useEffect(() => {
    if (list && !loading && list.page !== asked)
      setQuery(withParameter(query, 'page', list.page === 1 ? '' : String(list.page)), { replace: true });
  }, [list, loading]);

  if (refusal)
    return (
      <>
        <Problem refusal={refusal} retry={reload} />
        {query.size > 0 && (
          <Button type="button" mt="lg" onClick={() => setQuery(new URLSearchParams())}>
            Show the whole list
          </Button>
        )}
      </>
    );
  if (!list) return <Loader />;

  const filterCount = filtersOf(query).length;
  const isNarrowed = filterCount > 0 || query.has('q');
  const chosen = selection.all ? { query: choiceOf(query) } : { ids: [...selection.keys] };
  const isSelectable = list.can.delete || list.actions.some(({ bulk }) => bulk);
  const removeSelected = (): void => {
    keepSelection(entity, chosen);
    go(bulkPath(entity, 'bulkDelete'));
  };
  return (
    <>
      <PageHeader title={list.title} tag={countText(list.count)}>
        {list.can.add && (
          <Button
            as={Link}
            to={pageAddress(actionPath(entity, 'new'))}
            variant="contained"
            data-testid="action-new"
          >
            <Icon icon="Plus" />
            Create new
          </Button>
        )}
      </PageHeader>
      <Toolbar>
        {list.search.length > 0 && (
          <SearchBox
            fields={list.search}
            value={query.get('q') ?? ''}
            search={(text) => setQuery(withParameter(query, 'q', text))}
          />
        )}
        {list.filters.length > 0 && (
          <Button
            type="button"
            size="sm"
            aria-expanded={hasFilters}
            aria-controls="filters"
            onClick={() => showFilters(!hasFilters)}
            data-testid="filters-button"
          >
            <Icon icon="Filter" />
            Filters{filterCount > 0 && ` (${filterCount})`}
          </Button>
        )}
        <ExportLinks entity={entity} question={question} />
      </Toolbar>
      <FilterChips filters={list.filters} query={query} setQuery={setQuery} />
      <Columns>
        {hasFilters && list.filters.length > 0 && (
          <FilterPanel
            entity={entity}
            filters={list.filters}
            query={query}
            setQuery={setQuery}
            close={() => showFilters(false)}
          />
        )}
        <div className="rows">
          {selection.count > 0 && (
            <SelectionBar
              entity={entity}
              selection={chosen}
              list={list}
              selected={selection.all ? 'all' : selection.count}
              selectAll={selection.selectAll}
              clear={selection.clear}
              remove={removeSelected}
            />
          )}
          {list.rows.length === 0 ? (
            <EmptyList
              title={list.title}
              isNarrowed={isNarrowed}
              showAll={() => setQuery(withoutFilters(query))}
            />
          ) : (
            <>
              <ListTable
                entity={entity}
                list={list}
                isBusy={loading}
                sort={query.get('sort') || list.sort}
                selected={isSelectable ? selection.keysOn(list.rows.map(({ key }) => key)) : null}
                select={selection.select}
                sortBy={(sort) => setQuery(withParameter(query, 'sort', sort))}
                open={(key) => go(recordPath(entity, key, 'show'))}
              />
              <ListPager
                list={list}
                goTo={(page) => setQuery(withParameter(query, 'page', page === 1 ? '' : String(page)))}
                resize={(size) => {
                  rememberSize(size);
                  setQuery(withParameter(query, 'size', String(size)));
                }}
              />
            </>
          )}
        </div>
      </Columns>
    </>
  );
}
