import { type PreparedQuery, preparedQuery } from '../database/prepared-query.js';
import type { Transactions } from '../database/transactions.service.js';
import type { ListSpec } from './list-spec.js';
import type { ListShape, ListStatements } from './list-statements.js';

/** Where an `estimated` count stops when filters leave the statistics nothing to say. */
const ESTIMATE_LIMIT = 10_000;

interface Counted {
  count: number;
}

/**
 * A spec's statements, ready to run. Those without filters and words are few and hot, so connections keep them
 * prepared; the others are planned for the values they come with.
 */
export class CompiledList<Row extends object> {
  private readonly prepared = new Map<string, PreparedQuery<object>>();

  constructor(
    private readonly transactions: Transactions,
    private readonly statements: ListStatements<Row>,
    private readonly spec: ListSpec<Row>,
  ) {}

  rows(shape: ListShape, values: readonly unknown[]): Promise<Row[]> {
    const { ordering, descending, after } = shape;
    return this.run(shape, `${ordering} ${descending} ${after}`, values, () => this.statements.rows(shape));
  }

  one(values: readonly unknown[]): Promise<Row[]> {
    return this.runPrepared('one', values, () => this.statements.one());
  }

  async insert(values: Partial<Row>): Promise<Row> {
    const fields = Object.keys(values) as (keyof Row & string)[];
    const statement = (): string => this.statements.insert(fields);
    const [row] = await this.runPrepared<Row>(`insert ${fields.join()}`, Object.values(values), statement);
    return row as Row;
  }

  /** How many rows there are on all pages, as sure as the spec wants it. */
  async count(shape: ListShape, values: readonly unknown[]): Promise<number> {
    const { count } = this.spec;
    const estimated = count === 'estimated' && values.length === 0 ? await this.estimate() : null;
    if (estimated !== null) return estimated;
    const upTo = count === 'estimated' ? ESTIMATE_LIMIT : count === 'exact' ? undefined : count.upTo;
    const limit = upTo === undefined ? undefined : upTo + 1;
    const [row] = await this.run<Counted>(shape, 'count', values, () => this.statements.count(shape, limit));
    return row?.count ?? 0;
  }

  private async estimate(): Promise<number | null> {
    const [row] = await this.runPrepared<Counted>('estimate', [], () => this.statements.estimate());
    return row && row.count >= 0 ? row.count : null;
  }

  private run<Result extends object>(
    { filters, words }: ListShape,
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
    let query = this.prepared.get(key);
    if (!query) {
      query = preparedQuery(text());
      this.prepared.set(key, query);
    }
    return query(this.transactions, values) as Promise<Result[]>;
  }
}
