import { InvalidInputError } from '../../core/http/app-error.js';
import type { ListChoice, ListOrder } from '../../core/lists/list-shape.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import { listingOf } from './entity-listing.js';
import { ValueError } from './field-values.js';
import { orderingOf } from './list-spec.js';
import { mayFilter } from './list-filter.js';
import { filterValues } from './list-filter-values.js';
import { todayIn } from './list-period.js';

/** The query string of a list as it came. */
export type ListQuery = Readonly<Record<string, unknown>>;

export const PAGE_SIZES = [10, 25, 50, 100, 200] as const;
export const DEFAULT_PAGE_SIZE = 25;

/** What stands before the name of a filter in a query string. */
export const FILTER_PREFIX = 'filters.';

const MAX_SORTS = 3;
const MAX_SEARCH_LENGTH = 200;
const MAX_WORDS = 10;
const MAX_PROBLEMS = 20;

/** What somebody asks of an entity's list, checked against what they may ask. */
export interface EntityListRequest extends ListChoice {
  page: number;
  pageSize: number;
  /** The declared order when nothing else was asked for. */
  order: readonly ListOrder[];
  /** The same in terms of columns: `-createdAt,name`. */
  sort: string;
  q: string;
  timeZone: string;
  /** The values of the reference filters in use, by filter. */
  references: ReadonlyMap<string, readonly unknown[]>;
}

/** @throws InvalidInputError naming every parameter that is unknown, not permitted or wrong. */
export function parseListQuery(admin: EntityAdmin, staff: StaffUser, query: ListQuery): EntityListRequest {
  const problems: Record<string, string[]> = {};
  const read = <Value>(
    name: string,
    given: unknown,
    parse: (texts: string[]) => Value,
  ): Value | undefined => {
    try {
      return parse(textsOf(given));
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      if (Object.keys(problems).length < MAX_PROBLEMS) problems[name.slice(0, 100)] = [error.message];
      return undefined;
    }
  };
  const { page, size, sort, q, timeZone, ...others } = query;
  const zone = read('timeZone', timeZone ?? 'UTC', (texts) => parseTimeZone(only(texts))) ?? 'UTC';
  const request = {
    page: read('page', page ?? '1', (texts) => parsePage(only(texts))) ?? 1,
    pageSize: read('size', size ?? String(DEFAULT_PAGE_SIZE), (texts) => parseSize(only(texts))) ?? 0,
    order: read('sort', sort ?? '', (texts) => parseSort(admin, staff, only(texts))) ?? [],
    words: read('q', q ?? '', (texts) => parseWords(admin, staff, only(texts))) ?? [],
  };
  const filters: { name: string; value: unknown }[] = [];
  const references = new Map<string, readonly unknown[]>();
  for (const [name, given] of Object.entries(others)) {
    const values = read(name, given, (texts) => {
      if (!name.startsWith(FILTER_PREFIX)) throw new ValueError('There is no such parameter.');
      const [filterName = '', operator = ''] = name.slice(FILTER_PREFIX.length).split('~', 2);
      const filter = listingOf(admin).filters.get(filterName);
      if (!filter || !mayFilter(filter, staff)) throw new ValueError('The list cannot be filtered by this.');
      const asked = { timeZone: zone, today: todayIn(zone) };
      const parsed = filterValues(filter, operator, texts, asked);
      if (filter.control === 'reference' && operator === '')
        references.set(filterName, parsed[0]?.value as unknown[]);
      return parsed;
    });
    filters.push(...(values ?? []));
  }
  if (Object.keys(problems).length > 0) throw new InvalidInputError(problems);
  const declared = admin.ordering.map(({ field, descending }) => `${descending ? '-' : ''}${field.name}`);
  return {
    ...{ ...request, filters, references, q: String(q ?? ''), timeZone: zone },
    sort: sort ? String(sort) : declared.join(','),
  };
}

function textsOf(given: unknown): string[] {
  const texts = Array.isArray(given) ? (given as unknown[]) : [given];
  if (!texts.every((text) => typeof text === 'string')) throw new ValueError('Send text.');
  if (texts.some((text) => text.includes('\0'))) throw new ValueError('NUL characters cannot be looked for.');
  return texts;
}

function only(texts: string[]): string {
  if (texts.length !== 1) throw new ValueError('Send this once.');
  return texts[0]!;
}

function parsePage(text: string): number {
  const page = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (page < 1) throw new ValueError('Send a whole number from 1 to 999999999.');
  return page;
}

function parseSize(text: string): number {
  const size = PAGE_SIZES.find((candidate) => String(candidate) === text);
  if (size === undefined) throw new ValueError(`Send one of ${PAGE_SIZES.join(', ')}.`);
  return size;
}

/** The order a list has by itself; what somebody may not see does not order it for them, since that would tell it. */
export function declaredOrder(admin: EntityAdmin, staff: StaffUser): ListOrder[] {
  return admin.ordering
    .filter(({ field }) => admin.fieldsFor(staff).includes(field))
    .map(({ field, descending }) => ({ name: field.name, descending }));
}

/** `-createdAt,name`: what comes first decides first. Without it, the declared order. */
function parseSort(admin: EntityAdmin, staff: StaffUser, text: string): ListOrder[] {
  if (text === '') return declaredOrder(admin, staff);
  const sortable = listingOf(admin)
    .columnsFor(staff)
    .filter(({ isSortable }) => isSortable);
  const order = text.split(',').map((part) => ({
    column: sortable.find(({ name }) => name === part.replace(/^-/, '')),
    descending: part.startsWith('-'),
  }));
  const known = order.flatMap(({ column, descending }) => (column ? [{ column, descending }] : []));
  if (new Set(known.map(({ column }) => column)).size < order.length || order.length > MAX_SORTS)
    throw new ValueError(
      `The list can be sorted by up to ${MAX_SORTS} of ${sortable.map(({ name }) => name).join(', ')}, each once; "-" in front is descending.`,
    );
  return known.map(({ column, descending }) => ({ name: orderingOf(column, staff), descending }));
}

function parseWords(admin: EntityAdmin, staff: StaffUser, text: string): string[] {
  const words = text.split(/\s+/).filter(Boolean);
  if (words.length > 0 && listingOf(admin).searchFor(staff).length === 0)
    throw new ValueError('This list has no search.');
  if (text.length > MAX_SEARCH_LENGTH || words.length > MAX_WORDS)
    throw new ValueError(`Search for at most ${MAX_WORDS} words and ${MAX_SEARCH_LENGTH} characters.`);
  return words;
}

/** Asking the engine for a zone takes longer than the rest of a list's question. */
const ZONES: ReadonlySet<string> = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);

function parseTimeZone(text: string): string {
  if (ZONES.has(text)) return text;
  try {
    if (/^[A-Za-z][\w+/-]{0,63}$/.test(text))
      return new Intl.DateTimeFormat('en', { timeZone: text }) && text;
  } catch {
    // Not a zone that anybody knows.
  }
  throw new ValueError('Send the name of a time zone, such as Europe/Berlin.');
}
