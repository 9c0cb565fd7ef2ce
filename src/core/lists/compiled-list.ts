import { type PreparedQuery, preparedQuery, preparedRead } from '../database/prepared-query.js';
import type { Transactions } from '../database/transactions.service.js';
import type { ListShape } from './list-shape.js';
import type { AnyListSpec } from './list-spec.js';
import type { ListStatements } from './list-statements.js';

/** The number of a list's rows, and how it is meant: `capped` is at least that many. */
export interface Count {
  count: number;
  sure: 'exact' | 'estimated' | 'capped';
}

/** In which of some periods the column of a filter lies; `before` is not part of a period. */
export interface PeriodsQuestion {
  filter: string;
  periods: readonly { from: string; before: string }[];
}

/** The least and the greatest value of a column. */
export interface Extremes {
  first: Date | string;
  last: Date | string;
}

/** For so long an estimate is taken for what it was. */
const ESTIMATE_MS = 10_000;

type Choice = Pick<ListShape, 'filters' | 'words' | 'atWordStarts'>;

/**
 * A spec's statements, ready to run. Those without filters and words are few and hot, so connections keep them
 * prepared; the others are planned for the values they come with.
 */
export class CompiledList<Row extends object> {
  private readonly prepared = new Map<string, PreparedQuery<object>>();
  private estimated: { count: Count; until: number } | null = null;

  constructor(
    private readonly transactions: Transactions,
    private readonly statements: ListStatements<Row>,
    private readonly spec: AnyListSpec<Row>,
  ) {}

  rows(shape: ListShape, values: readonly unknown[]): Promise<Row[]> {
    const order = shape.order.map(({ name, descending }) => `${descending ? '-' : ''}${name}`).join();
    const key = `${order} ${shape.after} ${shape.by}`;
    return this.run(shape, key, values, () => this.statements.rows(shape));
  }

  /** The same through a cursor of the server, row by row. */
  stream(shape: ListShape, values: readonly unknown[]): AsyncGenerator<Row, void, undefined> {
    return this.transactions.stream<Row>(this.statements.rows(shape), values);
  }

  one(values: readonly unknown[]): Promise<Row[]> {
    return this.runPrepared('one', values, () => this.statements.one());
  }

  async insert(values: Partial<Row>): Promise<Row> {
    const fields = Object.keys(values) as (keyof Row & string)[];
    const statement = (): string => this.statements.insert(fields);
    const insert = this.prepare(`insert ${fields.join()}`, statement, preparedQuery) as PreparedQuery<Row>;
    const [row] = await insert(this.transactions, Object.values(values));
    return row as Row;
  }

  /** The keys of at most `limit` rows: per row what its key's columns hold. */
  async keys(shape: Choice, values: readonly unknown[], limit: number): Promise<unknown[][]> {
    const rows = await this.transactions.sql<Record<string, unknown>>(
      this.statements.keys(shape, limit),
      values,
    );
    return rows.map((row) => Object.values(row));
  }

  /** The places of those periods in which the filter's column lies for some row. */
  async periods(
    shape: Choice,
    values: readonly unknown[],
    { filter, periods }: PeriodsQuestion,
  ): Promise<number[]> {
    const ends = [periods.map(({ from }) => from), periods.map(({ before }) => before)];
    const statement = this.statements.periods(shape, filter);
    const rows = await this.transactions.sql<{ number: number }>(statement, [...values, ...ends]);
    return rows.map(({ number }) => number - 1);
  }

  async extremes(shape: Choice, values: readonly unknown[], filter: string): Promise<Extremes | null> {
    const statement = this.statements.extremes(shape, filter);
    const [row] = await this.transactions.sql<Partial<Extremes>>(statement, values);
    return row?.first == null || row.last == null ? null : { first: row.first, last: row.last };
  }

  /** How many rows there are on all pages, as sure as the spec wants it. */
  async count(shape: Choice, values: readonly unknown[]): Promise<Count> {
    const { count } = this.spec;
    if (count === 'exact') return this.exactCount(shape, values);
    if ('estimateAbove' in count && values.length === 0) return this.estimate(count.estimateAbove);
    const [row] = await this.run<{ count: number }>(shape, 'count', values, () =>
      this.statements.count(shape, count.upTo + 1),
    );
    const counted = row?.count ?? 0;
    return counted > count.upTo
      ? { count: count.upTo + 1, sure: 'capped' }
      : { count: counted, sure: 'exact' };
  }

  async exactCount(shape: Choice, values: readonly unknown[]): Promise<Count> {
    const [row] = await this.run<{ count: number }>(shape, 'exact count', values, () =>
      this.statements.count(shape),
    );
    return { count: row?.count ?? 0, sure: 'exact' };
  }

  /** Statistics change by the minute at most, and asking for them costs as much as reading a page. */
  private async estimate(above: number): Promise<Count> {
    if (this.estimated && this.estimated.until > Date.now()) return this.estimated.count;
    const statement = (): string => this.statements.estimate(above);
    const [row] = await this.runPrepared<{ estimate: number; count: number | null }>(
      'estimate',
      [],
      statement,
    );
    if (row?.count != null) return { count: row.count, sure: 'exact' };
    const count: Count = { count: row?.estimate ?? 0, sure: 'estimated' };
    this.estimated = { count, until: Date.now() + ESTIMATE_MS };
    return count;
  }

  private run<Result extends object>(
    { filters, words }: Choice,
    key: string,
    values: readonly unknown[],
    text: () => string,
  ): Promise<Result[]> {
    if (filters.length === 0 && words === 0) return this.runPrepared(key, values, text);
    return this.transactions.sql<Result>(text(), values);
  }

  private runPrepared<Result extends object>(
    key: string,
    values: readonly unknown[],
    text: () => string,
  ): Promise<Result[]> {
    // What goes over everybody's rows may take long, and must not hold up what others read.
    const statement = this.prepare(key, text, this.spec.owner === null ? preparedQuery : preparedRead);
    return statement(this.transactions, values) as Promise<Result[]>;
  }

  private prepare(key: string, text: () => string, as: typeof preparedQuery): PreparedQuery<object> {
    let query = this.prepared.get(key);
    if (!query) {
      query = as(text());
      this.prepared.set(key, query);
    }
    return query;
  }
}
