import { type ActionContext, BaseProperty, BaseRecord, BaseResource } from 'adminjs';
import type { EntityAdmin } from '../entities/entity-admin.js';
import type { EntityReader, Row } from '../entities/entity-reader.js';
import { COMPOSITE_KEY, keyOf } from '../entities/record-key.js';
import type { StaffUser } from '../staff-authenticator.js';
import { EntityProperty } from './entity-property.js';

/** A list shows the beginning of long texts; the form has them whole. */
const MAX_CELL_LENGTH = 200;

/** An entity as AdminJS's resource: every read goes through the reader, every write through the writer. */
export class EntityResource extends BaseResource {
  private readonly shown: Map<string, BaseProperty>;

  constructor(
    readonly admin: EntityAdmin,
    private readonly reader: EntityReader,
  ) {
    super();
    const fields = [...admin.fields.values()].map(
      (field, index) => new EntityProperty(field, index + 1, field === admin.title),
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

function staffOf(context: ActionContext | undefined): StaffUser {
  if (!context?.currentAdmin) throw new Error('a request reached the resource without a staff user');
  return context.currentAdmin as unknown as StaffUser;
}
