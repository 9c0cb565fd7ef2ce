import { Injectable } from '@nestjs/common';
import {
  DataSource,
  type FindOptionsOrder,
  type FindOptionsSelect,
  type FindOptionsWhere,
  In,
  Raw,
  type Repository,
} from 'typeorm';
import { InvalidInputError } from '../../core/http/app-error.js';
import { isDataException } from './database-errors.js';
import type { EntityAdmin } from './entity-admin.js';
import type { EntityField } from './entity-field.js';
import { contains, type FilterValues, whereFilters } from './entity-filters.js';
import { whereKey } from './record-key.js';

export type Row = Record<string, unknown>;

export interface ListQuery {
  filters: FilterValues;
  /** Name of the field to sort by; the declared order when absent. */
  sortBy?: string;
  descending?: boolean;
  limit: number;
  offset: number;
}

const SEARCH_LIMIT = 50;
const MAX_ROWS = 500;
const MAX_OFFSET = 1e9;

/** A number from an address, brought into its bounds; what is no number is the lower one. */
const within = (value: number, least: number, most: number): number =>
  Math.trunc(Math.min(Math.max(value || least, least), most));

/** A value looked for that its column cannot hold, as the caller's mistake. */
const refuseUnfit = (error: unknown): never => {
  throw isDataException(error) ? new InvalidInputError({}, 'A value does not fit its column.') : error;
};

/** Reads rows for the admin: only declared columns, filters and orders, and never a secret. */
@Injectable()
export class EntityReader {
  constructor(private readonly dataSource: DataSource) {}

  /** A page of rows with the columns of the list; the key breaks ties, so that pages never repeat a row. */
  list(admin: EntityAdmin, query: ListQuery): Promise<Row[]> {
    return this.find(admin, admin.list, {
      where: whereFilters(admin, query.filters),
      order: this.order(admin, query),
      take: within(query.limit, 1, MAX_ROWS),
      skip: within(query.offset, 0, MAX_OFFSET),
    });
  }

  count(admin: EntityAdmin, filters: FilterValues): Promise<number> {
    return this.repository(admin)
      .count({ where: whereFilters(admin, filters) })
      .catch(refuseUnfit);
  }

  /** The whole row but for its secrets; null where there is none with this key. */
  async one(admin: EntityAdmin, key: string): Promise<Row | null> {
    const where = whereKey(admin, key);
    if (!where) return null;
    try {
      const [row] = await this.find(admin, [...admin.fields.values()], { where, take: 1 });
      return row ?? null;
    } catch (error) {
      if (error instanceof InvalidInputError) return null;
      throw error;
    }
  }

  /** The rows with these keys, with the columns of the list; for bulk actions and for naming referenced rows. */
  async many(admin: EntityAdmin, keys: readonly string[]): Promise<Row[]> {
    const where = keys.map((key) => whereKey(admin, key)).filter((condition) => condition !== null);
    if (where.length === 0) return [];
    const [only] = admin.keys;
    if (admin.keys.length > 1 || !only) return this.find(admin, admin.list, { where });
    const values = where.map((condition) => (condition as Row)[only.name]);
    return this.find(admin, admin.list, { where: { [only.name]: In(values) } });
  }

  /** Rows for a picker: every word of the text stands in one of the searched fields, or the text is the key. */
  search(admin: EntityAdmin, text: string): Promise<Row[]> {
    const words = text.split(/\s+/).filter(Boolean);
    const byWords = this.wordConditions(admin, words);
    const byKey = words.length === 1 ? whereKey(admin, words[0]!) : null;
    const where = [...byWords, ...(byKey ? [byKey] : [])];
    const order = this.order(admin, {});
    return this.find(admin, [admin.title], { where: words.length ? where : {}, order, take: SEARCH_LIMIT });
  }

  private wordConditions(admin: EntityAdmin, words: string[]): FindOptionsWhere<object>[] {
    const fields = admin.search.filter((field) => field.kind !== 'binary');
    if (words.length === 0 || fields.length === 0) return [];
    // One Raw carries the whole condition, since TypeORM cannot AND several operators on a field.
    const parameters = Object.fromEntries(words.map((word, index) => [`word${index}`, contains(word)]));
    const condition = (column: string) => {
      const alias = column.slice(0, column.lastIndexOf('.'));
      const matches = (index: number) =>
        fields.map((field) => `CAST(${alias}.${field.name} AS text) ILIKE :word${index}`).join(' OR ');
      return words.map((_, index) => `(${matches(index)})`).join(' AND ');
    };
    return [{ [fields[0]!.name]: Raw((column) => `(${condition(column)})`, parameters) }];
  }

  private order(
    admin: EntityAdmin,
    query: Pick<ListQuery, 'sortBy' | 'descending'>,
  ): FindOptionsOrder<object> {
    const order: Record<string, 'ASC' | 'DESC'> = {};
    if (query.sortBy) {
      if (!admin.list.some((field) => field.name === query.sortBy)) {
        throw new InvalidInputError({ sortBy: [`The list cannot be sorted by "${query.sortBy}".`] });
      }
      order[query.sortBy] = query.descending ? 'DESC' : 'ASC';
    } else {
      for (const { field, descending } of admin.ordering) order[field.name] = descending ? 'DESC' : 'ASC';
    }
    for (const key of admin.keys) order[key.name] ??= Object.values(order)[0] ?? 'ASC';
    return order as FindOptionsOrder<object>;
  }

  private async find(
    admin: EntityAdmin,
    fields: readonly EntityField[],
    options: {
      where?: FindOptionsWhere<object> | FindOptionsWhere<object>[];
      order?: FindOptionsOrder<object>;
      take?: number;
      skip?: number;
    },
  ): Promise<Row[]> {
    const names = [...admin.keys, ...fields, admin.title]
      .filter((field) => field.kind !== 'binary')
      .map((field) => field.name);
    const select = Object.fromEntries(names.map((name) => [name, true])) as FindOptionsSelect<object>;
    const rows = this.repository(admin).find({ ...options, select, loadEagerRelations: false });
    return (await rows.catch(refuseUnfit)) as Row[];
  }

  private repository(admin: EntityAdmin): Repository<object> {
    return this.dataSource.getRepository<object>(admin.metadata.target);
  }
}
