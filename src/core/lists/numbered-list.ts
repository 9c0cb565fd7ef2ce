import type { CompiledList, Count, Extremes, PeriodsQuestion } from './compiled-list.js';
import { valuesOf } from './list-parameters.js';
import type { ListChoice, ListOrder, ListShape } from './list-shape.js';
import type { AnyListSpec } from './list-spec.js';

export interface NumberedRequest extends ListChoice {
  order: readonly ListOrder[];
  page: number;
  pageSize: number;
}

export interface NumberedPage<Row> {
  rows: Row[];
  count: Count;
  /** The one that was asked for, or the last one when there are fewer. */
  page: number;
}

/**
 * So many rows that contain the words are looked for by the search's index and put in order afterwards. Where there
 * are more, reading rows in order until a page is full is faster, if many of them match.
 */
const GATHER_LIMIT = 1_000;

/**
 * Reading in order is given up after so many rows for each that is wanted, and so many in all: those that match may all
 * come last in the order, as people called Zoe do by their names. At 100,000 people it took 275 ms to come to them,
 * which are found and put in order within 10.
 */
const RARE = 200;
const MAX_IN_ORDER = 20_000;

/** Pages of one list by their number, however long the list is and however far back the page. */
export class NumberedList<Row extends object> {
  constructor(
    private readonly list: CompiledList<Row>,
    private readonly spec: AnyListSpec<Row>,
    private readonly owner: number | null,
    private readonly oneByOne: boolean,
  ) {}

  async page(request: NumberedRequest): Promise<NumberedPage<Row>> {
    const gathered = request.words.length > 0 ? await this.keys(request, GATHER_LIMIT + 1) : null;
    if (!gathered) return this.count(request, this.counted(request));
    if (gathered.length > GATHER_LIMIT)
      return this.count(request, Promise.resolve({ count: gathered.length, sure: 'capped' }));
    const count = { count: gathered.length, sure: 'exact' } as const;
    const page = lastWithin(request, count);
    const rows = await this.known(
      gathered,
      { filters: [], words: [] },
      request.order,
      windowOf(request, page),
    );
    return { rows, count, page };
  }

  /** The rows with these keys that fit the choice as well. @param window limit and offset. */
  async known(
    keys: readonly (readonly unknown[])[],
    choice: ListChoice,
    order: readonly ListOrder[] = [],
    window: readonly [number, number] = [keys.length, 0],
  ): Promise<Row[]> {
    if (keys.length === 0) return [];
    const columns = keys[0]!.map((_value, index) => keys.map((key) => key[index]));
    const shape: ListShape = { ...shapeOf(choice), order, after: null, by: 'known' };
    return this.list.rows(shape, [...columns, ...valuesOf(this.spec, this.owner, choice), ...window]);
  }

  /** The rows of all pages, in order. */
  all(request: ListChoice & Pick<NumberedRequest, 'order'>): AsyncGenerator<Row, void, undefined> {
    const shape: ListShape = { ...shapeOf(request), order: request.order, after: null, by: 'rows' };
    return this.list.stream(shape, [...valuesOf(this.spec, this.owner, request), null, 0]);
  }

  keys(choice: ListChoice, limit: number): Promise<unknown[][]> {
    return this.list.keys(shapeOf(choice), valuesOf(this.spec, this.owner, choice), limit);
  }

  periods(choice: ListChoice, question: PeriodsQuestion): Promise<number[]> {
    return this.list.periods(shapeOf(choice), valuesOf(this.spec, this.owner, choice), question);
  }

  extremes(choice: ListChoice, filter: string): Promise<Extremes | null> {
    return this.list.extremes(shapeOf(choice), valuesOf(this.spec, this.owner, choice), filter);
  }

  private async count(request: NumberedRequest, counting: Promise<Count>): Promise<NumberedPage<Row>> {
    if (this.oneByOne) await counting;
    const [rows, count] = await Promise.all([this.rows(request, request.page), counting]);
    if (rows.length > 0 || request.page === 1)
      return { rows, count: corrected(request, rows.length, count), page: request.page };
    // Beyond the end: only an exact count says where that is.
    const shape = shapeOf(request);
    const values = valuesOf(this.spec, this.owner, request);
    const exact = count.sure === 'exact' ? count : await this.list.exactCount(shape, values);
    const page = lastWithin(request, exact);
    return { rows: exact.count === 0 ? [] : await this.rows(request, page), count: exact, page };
  }

  private counted(request: ListChoice): Promise<Count> {
    return this.list.count(shapeOf(request), valuesOf(this.spec, this.owner, request));
  }

  private rows(request: NumberedRequest, page: number): Promise<Row[]> {
    const [limit, offset] = windowOf(request, page);
    const values = [...valuesOf(this.spec, this.owner, request), limit, offset];
    const shape: ListShape = { ...shapeOf(request), order: request.order, after: null };
    if (request.words.length > 0) return this.searched(shape, values, limit, offset);
    return this.list.rows({ ...shape, by: page > 1 ? 'keys' : 'rows' }, values);
  }

  private async searched(
    shape: ListShape,
    values: readonly unknown[],
    limit: number,
    offset: number,
  ): Promise<Row[]> {
    const first = Math.min((limit + offset) * RARE, MAX_IN_ORDER);
    const rows = await this.list.rows({ ...shape, by: 'first' }, [...values, first]);
    return rows.length === limit ? rows : this.list.rows({ ...shape, by: 'gathered' }, values);
  }
}

function shapeOf({
  filters,
  words,
  atWordStarts,
}: ListChoice): Pick<ListShape, 'filters' | 'words' | 'atWordStarts'> {
  return { filters: filters.map(({ name }) => name), words: words.length, atWordStarts };
}

function windowOf({ pageSize }: NumberedRequest, page: number): [limit: number, offset: number] {
  return [pageSize, (page - 1) * pageSize];
}

function lastWithin({ page, pageSize }: NumberedRequest, { count }: Count): number {
  return Math.max(1, Math.min(page, Math.ceil(count / pageSize)));
}

/** A page that is not full is the last one, which says more than statistics do; and rows that are there count. */
function corrected({ page, pageSize }: NumberedRequest, rows: number, count: Count): Count {
  const seen = (page - 1) * pageSize + rows;
  if (count.sure !== 'exact' && rows < pageSize) return { count: seen, sure: 'exact' };
  return count.count < seen ? { ...count, count: seen } : count;
}
