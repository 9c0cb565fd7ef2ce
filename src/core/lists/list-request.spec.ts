import { describe, expect, it } from '@jest/globals';
import { InvalidInputError } from '../http/app-error.js';
import { type ListQuery, parseListRequest } from './list-request.js';
import type { ListSpec } from './list-spec.js';

const SPEC: ListSpec<{ id: number }> = {
  name: 'things',
  entity: 'Thing',
  columns: { id: 'id' },
  owner: null,
  filters: {
    kind: { column: 'kind', value: ['a', 'b'], description: '' },
    since: { column: 'at', value: 'instant', is: '>=', description: '' },
    done: { column: 'doneAt', value: 'boolean', is: 'null', description: '' },
    title: { column: 'title', value: 'text', is: 'contains', description: '' },
  },
  search: ['title'],
  orderings: { id: 'id', title: 'title' },
  defaultOrdering: '-id',
  count: 'exact',
};

const refused = (query: ListQuery, spec: ListSpec<{ id: number }> = SPEC): string[] => {
  try {
    parseListRequest(spec, query);
    return [];
  } catch (error) {
    return Object.keys((error as InvalidInputError).extras.errors).sort();
  }
};

describe('parseListRequest', () => {
  it('has a page, an order and nothing else without a query', () => {
    expect(parseListRequest(SPEC, {})).toEqual({
      at: { page: 1 },
      pageSize: 20,
      ordering: 'id',
      descending: true,
      filters: [],
      words: [],
      given: {},
    });
  });

  it('reads every parameter, filters in the order of the spec, and keeps them for other pages', () => {
    const query = {
      title: 'x',
      page_size: '5',
      ordering: 'title',
      kind: 'b',
      search: ' two  words ',
      cursor: '',
    };
    expect(parseListRequest(SPEC, query)).toEqual({
      at: { cursor: '' },
      pageSize: 5,
      ordering: 'title',
      descending: false,
      filters: [
        { name: 'kind', value: 'b' },
        { name: 'title', value: 'x' },
      ],
      words: ['two', 'words'],
      given: { title: 'x', page_size: '5', ordering: 'title', kind: 'b', search: ' two  words ' },
    });
  });

  it.each([
    [{ done: 'true' }, true],
    [{ done: 'false' }, false],
    [{ since: '2024-02-29' }, '2024-02-29T00:00:00Z'],
    [{ since: '2026-01-01T10:00:00.123456+05:30' }, '2026-01-01T10:00:00.123456+05:30'],
  ])('takes %j', (query, value) => {
    expect(parseListRequest(SPEC, query).filters[0]?.value).toBe(value);
  });

  it.each([
    [{ done: 'yes' }, 'done'],
    [{ since: '2023-02-29' }, 'since'],
    [{ since: '2026-01-01T10:00:00' }, 'since'],
    [{ since: '2026-13-01' }, 'since'],
    [{ since: '' }, 'since'],
    [{ title: '' }, 'title'],
    [{ kind: 'toString' }, 'kind'],
    [{ kind: ['a', 'b'] }, 'kind'],
    [{ ordering: 'at' }, 'ordering'],
    [{ ordering: '' }, 'ordering'],
    [{ page: '01e1' }, 'page'],
    [{ page: ' 1' }, 'page'],
    [{ page_size: '101' }, 'page_size'],
    [{ colour: 'red' }, 'colour'],
  ])('refuses %j by name', (query, name) => {
    expect(refused(query as ListQuery)).toEqual([name]);
  });

  it('has no search where the spec searches nothing', () => {
    expect(refused({ search: 'x' }, { ...SPEC, search: [] })).toEqual(['search']);
  });
});
