import { InvalidInputError } from '../http/app-error.js';
import type { ListSpec } from './list-spec.js';
import { valueKind } from './list-values.js';

/** The query string of a list as it came; `parseListRequest` is what checks it. */
export type ListQuery = Record<string, unknown>;

export const DEFAULT_PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 100;
/** PostgreSQL reads and throws away what stands before a page; who wants more takes cursors. */
export const MAX_PAGE = 1_000_000;

const MAX_SEARCH_LENGTH = 200;
const MAX_SEARCH_WORDS = 5;

/** What somebody asks of a list, checked against its spec. */
export interface ListRequest {
  /** Number of the page, or a cursor as it came; an empty cursor begins. */
  at: { page: number } | { cursor: string };
  pageSize: number;
  ordering: string;
  descending: boolean;
  /** In the order of the spec. */
  filters: { name: string; value: unknown }[];
  words: string[];
  /** The given parameters other than `page` and `cursor`, to make addresses of other pages with. */
  given: Record<string, string>;
}

/** @throws InvalidInputError naming every parameter that is unknown, repeated or wrong. */
export function parseListRequest<Row extends object>(spec: ListSpec<Row>, query: ListQuery): ListRequest {
  const reader = new QueryReader(query);
  const pageSize = reader.read('page_size', integerUpTo(MAX_PAGE_SIZE)) ?? DEFAULT_PAGE_SIZE;
  const page = reader.read('page', integerUpTo(MAX_PAGE));
  const cursor = reader.read('cursor', (text) => text);
  if (page !== undefined && cursor !== undefined) reader.refuse('cursor', 'Send either page or cursor.');
  const ordering = reader.read('ordering', oneOfOrderings(spec)) ?? spec.defaultOrdering;
  const words = spec.search.length > 0 ? (reader.read('search', searchWords) ?? []) : [];
  const filters: ListRequest['filters'] = [];
  for (const [name, { value: kind }] of Object.entries(spec.filters)) {
    const { parse, wanted } = valueKind(kind);
    const value = reader.read(name, (text) => parse(text) ?? new Refusal(`Send ${wanted}.`));
    if (value !== undefined) filters.push({ name, value });
  }
  return {
    at: cursor === undefined ? { page: page ?? 1 } : { cursor },
    pageSize,
    ordering: ordering.replace('-', ''),
    descending: ordering.startsWith('-'),
    filters,
    words,
    given: reader.finish(),
  };
}

class Refusal {
  constructor(readonly message: string) {}
}

function integerUpTo(max: number): (text: string) => number | Refusal {
  return (text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    return number >= 1 && number <= max ? number : new Refusal(`Send a whole number from 1 to ${max}.`);
  };
}

function oneOfOrderings<Row extends object>({
  orderings,
}: ListSpec<Row>): (text: string) => string | Refusal {
  const names = Object.keys(orderings);
  return (text) =>
    names.includes(text.replace(/^-/, ''))
      ? text
      : new Refusal(`Send one of ${names.join(', ')}; with "-" in front for descending.`);
}

function searchWords(text: string): string[] | Refusal {
  const words = text.split(/\s+/).filter(Boolean);
  if (text.length > MAX_SEARCH_LENGTH || words.length > MAX_SEARCH_WORDS)
    return new Refusal(`Send at most ${MAX_SEARCH_WORDS} words and ${MAX_SEARCH_LENGTH} characters.`);
  return words;
}

/** Reads parameters one by one; what nobody asked for is unknown. */
class QueryReader {
  private readonly errors: Record<string, string[]> = {};
  private readonly given: Record<string, string> = {};
  private readonly unread: Set<string>;

  constructor(private readonly query: ListQuery) {
    this.unread = new Set(Object.keys(query));
  }

  read<Value>(name: string, parse: (text: string) => Value | Refusal): Value | undefined {
    if (!this.unread.delete(name)) return undefined;
    const text = this.query[name];
    const value = typeof text === 'string' ? parse(text) : new Refusal('Send this parameter once.');
    if (value instanceof Refusal) {
      this.refuse(name, value.message);
      return undefined;
    }
    if (name !== 'page' && name !== 'cursor') this.given[name] = text as string;
    return value;
  }

  refuse(name: string, message: string): void {
    this.errors[name] = [message];
  }

  /** @returns what was given and good. @throws InvalidInputError */
  finish(): Record<string, string> {
    for (const name of this.unread) this.refuse(name, 'This parameter does not exist.');
    if (Object.keys(this.errors).length > 0) throw new InvalidInputError(this.errors);
    return this.given;
  }
}
