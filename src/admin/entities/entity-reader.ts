import { Injectable } from '@nestjs/common';
import {
  DataSource,
  type FindOptionsOrder,
  type FindOptionsSelect,
  type FindOptionsWhere,
  In,
  type Repository,
} from 'typeorm';
import { InvalidInputError } from '../../core/http/app-error.js';
import type { StaffUser } from '../staff-authenticator.js';
import { isDataException } from './database-errors.js';
import type { EntityAdmin } from './entity-admin.js';
import type { EntityField } from './entity-field.js';
import { type FilterValues, whereFilters } from './entity-filters.js';
import { whereKey } from './record-key.js';
import { withRows } from './row-condition.js';

export type Row = Record<string, unknown>;

export interface ListQuery {
  filters: FilterValues;
  /** Name of the field to sort by; the declared order when absent. */
  sortBy?: string;
  descending?: boolean;
  limit: number;
  offset: number;
}

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
  list(admin: EntityAdmin, query: ListQuery, staff: StaffUser): Promise<Row[]> {
    return this.find(admin, admin.list, staff, {
      where: whereFilters(admin, query.filters, staff),
      order: this.order(admin, query, staff),
      take: within(query.limit, 1, MAX_ROWS),
      skip: within(query.offset, 0, MAX_OFFSET),
    });
  }

  count(admin: EntityAdmin, filters: FilterValues, staff: StaffUser): Promise<number> {
    return this.repository(admin)
      .count({ where: withRows(whereFilters(admin, filters, staff), admin.rowsFor(staff)) })
      .catch(refuseUnfit);
  }

  /** The row as far as this person may see it; null where there is none with this key, or none for them. */
  async one(admin: EntityAdmin, key: string, staff: StaffUser): Promise<Row | null> {
    const where = whereKey(admin, key);
    if (!where) return null;
    try {
      const [row] = await this.find(admin, admin.fieldsFor(staff), staff, { where, take: 1 });
      return row ?? null;
    } catch (error) {
      if (error instanceof InvalidInputError) return null;
      throw error;
    }
  }

  /** The rows with these keys, with the columns of the list; for bulk actions and for naming referenced rows. */
  async many(admin: EntityAdmin, keys: readonly string[], staff: StaffUser): Promise<Row[]> {
    const where = keys.map((key) => whereKey(admin, key)).filter((condition) => condition !== null);
    if (where.length === 0) return [];
    const [only] = admin.keys;
    if (admin.keys.length > 1 || !only) return this.find(admin, admin.list, staff, { where });
    const values = where.map((condition) => (condition as Row)[only.name]);
    return this.find(admin, admin.list, staff, { where: { [only.name]: In(values) } });
  }

  private order(
    admin: EntityAdmin,
    query: Pick<ListQuery, 'sortBy' | 'descending'>,
    staff: StaffUser,
  ): FindOptionsOrder<object> {
    const order: Record<string, 'ASC' | 'DESC'> = {};
    const visible = admin.fieldsFor(staff);
    if (query.sortBy) {
      if (!admin.list.some((field) => field.name === query.sortBy && visible.includes(field))) {
        throw new InvalidInputError({ sortBy: [`The list cannot be sorted by "${query.sortBy}".`] });
      }
      order[query.sortBy] = query.descending ? 'DESC' : 'ASC';
    } else {
      // An order by what somebody may not see would tell it all the same.
      const ordering = admin.ordering.filter(({ field }) => visible.includes(field));
      for (const { field, descending } of ordering) order[field.name] = descending ? 'DESC' : 'ASC';
    }
    for (const key of admin.keys) order[key.name] ??= Object.values(order)[0] ?? 'ASC';
    return order as FindOptionsOrder<object>;
  }

  private async find(
    admin: EntityAdmin,
    fields: readonly EntityField[],
    staff: StaffUser,
    options: {
      where?: FindOptionsWhere<object> | FindOptionsWhere<object>[];
      order?: FindOptionsOrder<object>;
      take?: number;
      skip?: number;
    },
  ): Promise<Row[]> {
    const visible = admin.fieldsFor(staff);
    const names = [...admin.keys, ...fields, admin.title]
      .filter((field) => field.kind !== 'binary' && visible.includes(field))
      .map((field) => field.name);
    const select = Object.fromEntries(names.map((name) => [name, true])) as FindOptionsSelect<object>;
    const rules = admin.rowsFor(staff);
    const given = options.where ?? {};
    const where = Array.isArray(given)
      ? given.map((condition) => withRows(condition, rules))
      : withRows(given, rules);
    const rows = this.repository(admin).find({ ...options, where, select, loadEagerRelations: false });
    return (await rows.catch(refuseUnfit)) as Row[];
  }

  private repository(admin: EntityAdmin): Repository<object> {
    return this.dataSource.getRepository<object>(admin.metadata.target);
  }
}
