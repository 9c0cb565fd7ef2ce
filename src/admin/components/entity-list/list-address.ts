/** What stands before the name of a filter in a query string. */
const FILTER_PREFIX = 'filters.';

const PARAMETERS = ['q', 'sort', 'page', 'size'];
const SIZE_KEY = 'list-size';

/** A filter in use: its name, how it compares (`from`, `to`, `empty`; nothing: equals or contains), its values. */
export interface FilterInUse {
  name: string;
  operator: string;
  values: string[];
}

/** The filters in a list's query string, in their order. */
export function filtersOf(query: URLSearchParams): FilterInUse[] {
  const names = new Set([...query.keys()].filter((key) => key.startsWith(FILTER_PREFIX)));
  return [...names].map((key) => {
    const [name = '', operator = ''] = key.slice(FILTER_PREFIX.length).split('~', 2);
    return { name, operator, values: query.getAll(key) };
  });
}

/** The values of one filter. */
export function filterValues(query: URLSearchParams, name: string, operator = ''): string[] {
  return query.getAll(keyOf(name, operator));
}

/** The query string with other values for filters; what else was asked for begins at its first page. */
export function withFilters(
  query: URLSearchParams,
  changes: readonly { name: string; operator?: string; values: readonly string[] }[],
): URLSearchParams {
  const next = new URLSearchParams(query);
  next.delete('page');
  for (const { name, operator = '', values } of changes) {
    next.delete(keyOf(name, operator));
    for (const value of values) next.append(keyOf(name, operator), value);
  }
  return next;
}

/** The query string without any filter and without a search. */
export function withoutFilters(query: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const key of [...next.keys()]) if (key.startsWith(FILTER_PREFIX)) next.delete(key);
  next.delete('q');
  next.delete('page');
  return next;
}

/** The query string with another value for a parameter that is no filter; an empty one takes it out. */
export function withParameter(query: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(query);
  if (name !== 'page') next.delete('page');
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

/**
 * What the API is asked for an address: with this browser's time zone, and the page size chosen last in it. What else
 * stands in the address is no question to a list.
 */
export function questionOf(query: URLSearchParams): string {
  const question = new URLSearchParams(
    [...query].filter(([name]) => name.startsWith(FILTER_PREFIX) || PARAMETERS.includes(name)),
  );
  const size = localStorage.getItem(SIZE_KEY);
  if (size !== null && !question.has('size')) question.set('size', size);
  question.set('timeZone', Intl.DateTimeFormat().resolvedOptions().timeZone);
  return question.toString();
}

/** Keeps the page size for every list, here and at the next visit. */
export function rememberSize(size: number): void {
  localStorage.setItem(SIZE_KEY, String(size));
}

/** The part of a query string that says which rows are meant, however they are ordered and paged. */
export function choiceOf(query: URLSearchParams): string {
  const choice = new URLSearchParams(questionOf(query));
  for (const name of ['page', 'size', 'sort']) choice.delete(name);
  return choice.toString();
}

/** A sort after a click on a column's head: ascending, then descending; added to the others when `add`. */
export function nextSort(sort: string, name: string, add: boolean): string {
  const parts = sort.split(',').filter(Boolean);
  const at = parts.findIndex((part) => part.replace(/^-/, '') === name);
  const turned = at >= 0 && !parts[at]!.startsWith('-') ? `-${name}` : name;
  if (!add) return turned;
  if (at >= 0) return parts.map((part, index) => (index === at ? turned : part)).join(',');
  return [...parts, turned].slice(-3).join(',');
}

function keyOf(name: string, operator: string): string {
  return `${FILTER_PREFIX}${name}${operator && `~${operator}`}`;
}
