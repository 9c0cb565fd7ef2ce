import { type ActionContext, BaseProperty, BaseRecord, BaseResource, type Filter } from 'adminjs';
import type { EntityAdmin } from '../entities/entity-admin.js';
import type { FilterValues } from '../entities/entity-filters.js';
import type { EntityReader, Row } from '../entities/entity-reader.js';
import { COMPOSITE_KEY, keyOf } from '../entities/record-key.js';
import type { StaffUser } from '../staff-authenticator.js';
import { EntityProperty } from './entity-property.js';

/** A list shows the beginning of long texts; the form has them whole. */
const MAX_CELL_LENGTH = 200;

interface FindOptions {
  limit?: number;
  offset?: number;
  sort?: { sortBy?: string; direction?: 'asc' | 'desc' };
}

/** An entity as AdminJS's resource: every read goes through the reader, every write through the writer. */
export class EntityResource extends BaseResource {
  private readonly shown: Map<string, BaseProperty>;

  constructor(
    readonly admin: EntityAdmin,
    private readonly reader: EntityReader,
  ) {
    super();
    const fields = [...admin.fields.values()].map(
      (field, index) =>
        new EntityProperty(field, index + 1, admin.list.includes(field), field === admin.title),
    );
    const key = admin.keys.length > 1 ? [new BaseProperty({ path: COMPOSITE_KEY, isId: true })] : [];
    this.shown = new Map([...key, ...fields].map((property) => [property.name(), property]));
  }

  override id(): string {
    return this.admin.id;
  }

  override databaseName(): string {
    return 'postgres';
  }

  override properties(): BaseProperty[] {
    return [...this.shown.values()];
  }

  override property(path: string): BaseProperty | null {
    return this.shown.get(path) ?? null;
  }

  override count(filter: Filter, context?: ActionContext): Promise<number> {
    return this.reader.count(this.admin, filterValues(filter), staffOf(context));
  }

  override async find(
    filter: Filter,
    { limit = 25, offset = 0, sort = {} }: FindOptions,
    context?: ActionContext,
  ): Promise<BaseRecord[]> {
    const first = this.admin.ordering[0];
    const isDeclared = sort.sortBy === first?.field.name && (sort.direction === 'desc') === first?.descending;
    const query = {
      filters: filterValues(filter),
      sortBy: isDeclared ? undefined : sort.sortBy,
      descending: sort.direction === 'desc',
      limit,
      offset,
    };
    const rows = await this.reader.list(this.admin, query, staffOf(context));
    return rows.map((row) => this.record(row, MAX_CELL_LENGTH));
  }

  override async findOne(id: string, context?: ActionContext): Promise<BaseRecord | null> {
    const row = await this.reader.one(this.admin, String(id), staffOf(context));
    return row && this.record(row);
  }

  /** Rows by key, for bulk actions and for naming what others refer to; unnamed to those who may not view them. */
  override async findMany(ids: (string | number)[], context?: ActionContext): Promise<BaseRecord[]> {
    const staff = context?.currentAdmin as unknown as StaffUser | undefined;
    if (!staff || !this.admin.allows(staff, 'view')) return [];
    const rows = await this.reader.many(this.admin, ids.map(String), staff);
    return rows.map((row) => this.record(row, MAX_CELL_LENGTH));
  }

  private record(row: Row, maxLength = Infinity): BaseRecord {
    const params: Row = this.admin.keys.length > 1 ? { [COMPOSITE_KEY]: keyOf(this.admin, row) } : {};
    for (const field of this.admin.fields.values()) {
      if (row[field.name] === undefined) continue;
      const value = field.show(row[field.name]);
      const isLong = typeof value === 'string' && value.length > maxLength;
      params[field.name] = isLong ? `${value.slice(0, maxLength)}…` : value;
    }
    return new BaseRecord(params, this);
  }
}

function filterValues(filter: Filter): FilterValues {
  const entries = Object.values(filter.filters ?? {}) as { path: string; value: unknown }[];
  return Object.fromEntries(entries.map(({ path, value }) => [path, value]));
}

function staffOf(context: ActionContext | undefined): StaffUser {
  if (!context?.currentAdmin) throw new Error('a request reached the resource without a staff user');
  return context.currentAdmin as unknown as StaffUser;
}
