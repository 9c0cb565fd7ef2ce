import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Transactions } from '../database/transactions.service.js';
import { NotFoundError } from '../http/app-error.js';
import { CompiledList, type Extremes, type PeriodsQuestion } from './compiled-list.js';
import { Cursors } from './cursors.service.js';
import { keysOf, ownerOf, shapeOf, useOf, valuesOf } from './list-parameters.js';
import { type ListQuery, type ListRequest, parseListRequest } from './list-request.js';
import type { ListChoice } from './list-shape.js';
import type { AnyListSpec, ListSpec } from './list-spec.js';
import { ID, KEY, ListStatements } from './list-statements.js';
import { NumberedList, type NumberedPage, type NumberedRequest } from './numbered-list.js';
import type { Page } from './page.js';

/** A row of a keyset page with its place in the order. */
type Placed<Row> = Row & { [KEY]: string | null; [ID]: string };

/** Runs what a `ListSpec` describes: the one way lists, and single objects of them, are read. */
@Injectable()
export class Lists {
  private readonly compiled = new WeakMap<object, CompiledList<object>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly cursors: Cursors,
  ) {}

  /**
   * One page of what the owner has, by number with a count, or by cursor without one. A capped count is at most one
   * more than its limit.
   * @param owner id the spec's `owner` column must have; null for a spec without one.
   * @param path the list's own address, for `next` and `previous`.
   * @throws InvalidInputError naming a parameter the spec does not allow.
   */
  async page<Row extends object>(
    spec: ListSpec<Row>,
    owner: number | null,
    query: ListQuery,
    path: string,
  ): Promise<Page<Row>> {
    const request = parseListRequest(spec, query);
    if ('cursor' in request.at) return this.keysetPage(spec, owner, request, request.at.cursor, path);
    const { page } = request.at;
    const shape = shapeOf(request, null);
    const values = valuesOf(spec, owner, request);
    const list = this.compile(spec);
    const window = [request.pageSize, (page - 1) * request.pageSize];
    const rows = list.rows(shape, [...values, ...window]);
    const [results, { count }] = await Promise.all([rows, list.count(shape, values)]);
    const address = (number: number): string => addressOf(path, request.given, { page: String(number) });
    return {
      count,
      next: page * request.pageSize < count ? address(page + 1) : null,
      previous: page > 1 ? address(page - 1) : null,
      results,
    };
  }

  /**
   * One page by its number, of a list of any length: for callers who check what is asked for themselves. A page beyond
   * the end is the last one.
   */
  numberedPage<Row extends object>(
    spec: AnyListSpec<Row>,
    owner: number | null,
    request: NumberedRequest,
  ): Promise<NumberedPage<Row>> {
    return this.numbered(spec, owner).page(request);
  }

  /** The rows of all pages one by one and in order, in the memory of a few: for exports. */
  all<Row extends object>(
    spec: AnyListSpec<Row>,
    owner: number | null,
    request: Omit<NumberedRequest, 'page' | 'pageSize'>,
  ): AsyncGenerator<Row, void, undefined> {
    return this.numbered(spec, owner).all(request);
  }

  /** The keys of at most `limit` rows of all pages, each as an array of its columns. */
  keys<Row extends object>(
    spec: AnyListSpec<Row>,
    owner: number | null,
    choice: ListChoice,
    limit: number,
  ): Promise<unknown[][]> {
    return this.numbered(spec, owner).keys(choice, limit);
  }

  /** The rows that have these keys, each an array of its columns, and fit the choice; in no order. */
  known<Row extends object>(
    spec: AnyListSpec<Row>,
    owner: number | null,
    keys: readonly (readonly unknown[])[],
    choice: ListChoice,
  ): Promise<Row[]> {
    return this.numbered(spec, owner).known(keys, choice);
  }

  /** The places of those periods in which the column of a filter lies for some row of the choice. */
  periods<Row extends object>(
    spec: AnyListSpec<Row>,
    owner: number | null,
    choice: ListChoice,
    question: PeriodsQuestion,
  ): Promise<number[]> {
    return this.numbered(spec, owner).periods(choice, question);
  }

  /** The least and the greatest value of a filter's column; null where no row of the choice has one. */
  extremes<Row extends object>(
    spec: AnyListSpec<Row>,
    owner: number | null,
    choice: ListChoice,
    filter: string,
  ): Promise<Extremes | null> {
    return this.numbered(spec, owner).extremes(choice, filter);
  }

  /** One row of the spec. @throws NotFoundError when it is missing or not the owner's. */
  async one<Row extends object>(spec: ListSpec<Row>, owner: number | null, id: number): Promise<Row> {
    const values = spec.owner === null ? [id] : [id, ownerOf(spec, owner)];
    const [row] = await this.compile(spec).one(values);
    if (!row) throw new NotFoundError();
    return row;
  }

  /** Adds a row to the list's table. @param values some of the spec's fields. @returns all of them. */
  insert<Row extends object>(spec: ListSpec<Row>, values: NoInfer<Partial<Row>>): Promise<Row> {
    return this.compile(spec).insert(values);
  }

  private async keysetPage<Row extends object>(
    spec: ListSpec<Row>,
    owner: number | null,
    request: ListRequest,
    cursor: string,
    path: string,
  ): Promise<Page<Row>> {
    const use = useOf(spec, owner, request);
    const position = cursor === '' ? null : this.cursors.read(cursor, use);
    const values = [...valuesOf(spec, owner, request), ...keysOf(position), request.pageSize + 1];
    const shape = shapeOf(request, position ?? 'start');
    const rows = (await this.compile(spec).rows(shape, values)) as Placed<Row>[];
    const more = rows.length > request.pageSize;
    if (more) rows.pop();
    const backwards = position?.backwards ?? false;
    if (backwards) rows.reverse();
    const address = (row: Placed<Row> | undefined, towards: 'next' | 'previous'): string | null => {
      if (!row) return null;
      const place = { backwards: towards === 'previous', key: row[KEY], id: row[ID] };
      return addressOf(path, request.given, { cursor: this.cursors.write(place, use) });
    };
    return {
      next: more || backwards ? address(rows.at(-1), 'next') : null,
      previous: position && (more || !backwards) ? address(rows[0], 'previous') : null,
      results: rows.map(({ [KEY]: _key, [ID]: _id, ...row }) => row as unknown as Row),
    };
  }

  private numbered<Row extends object>(spec: AnyListSpec<Row>, owner: number | null): NumberedList<Row> {
    const inTransaction = this.transactions.manager.queryRunner !== undefined;
    return new NumberedList(this.compile(spec), spec, owner, inTransaction);
  }

  private compile<Row extends object>(spec: AnyListSpec<Row>): CompiledList<Row> {
    let list = this.compiled.get(spec);
    if (!list) {
      list = new CompiledList(
        this.transactions,
        new ListStatements(this.dataSource, spec),
        spec,
      ) as CompiledList<object>;
      this.compiled.set(spec, list);
    }
    return list as CompiledList<Row>;
  }
}

/** The list's address with the parameters it was asked with, at another page. */
function addressOf(path: string, given: Record<string, string>, at: Record<string, string>): string {
  return `${path}?${new URLSearchParams({ ...at, ...given }).toString()}`;
}
