import { Injectable } from '@nestjs/common';
import type { EntityManager, FindOptionsSelect, FindOptionsWhere } from 'typeorm';
import { AuditLog } from '../../core/audit/audit-log.service.js';
import type { Diff } from '../../core/audit/log-entry.entity.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { ForbiddenError, NotFoundError } from '../../core/http/app-error.js';
import { InvalidValuesError, StaleFormError } from '../admin.errors.js';
import type { StaffUser } from '../staff-authenticator.js';
import { explainRefusal } from './database-errors.js';
import type { EntityAdmin } from './entity-admin.js';
import type { Row } from './entity-reader.js';
import { ValueError } from './field-values.js';
import { keyOf, whereKey } from './record-key.js';
import { diffOf, same } from './row-diff.js';
import { areVisible } from './visible-rows.js';

const GONE = 'It is not there any more; someone may have deleted it.';

/** Posted values by field name: texts, booleans, null, or a list for arrays. */
export type Posted = Record<string, unknown>;

/** Writes rows for the admin: each write one transaction with its log entry of before and after. */
@Injectable()
export class EntityWriter {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** Inserts a row of what may be set in a form; returns its key. */
  async create(admin: EntityAdmin, posted: Posted, staff: StaffUser): Promise<string> {
    const values = this.parse(admin, posted, 'insert', staff);
    return this.write(admin, async (manager) => {
      await manager.insert(admin.metadata.target, values);
      // TypeORM has put the generated columns into `values`.
      const key = keyOf(admin, values);
      const row = await this.load(manager, admin, key);
      await this.requireRules(manager, admin, [key], staff);
      await this.log('create', admin, row, staff, diffOf([...admin.fields.values()], {}, row));
      return key;
    });
  }

  /** Changes what differs and may be changed; everything else that was posted is ignored. */
  async update(admin: EntityAdmin, key: string, posted: Posted, staff: StaffUser): Promise<void> {
    const values = this.parse(admin, posted, 'update', staff);
    await this.write(admin, async (manager) => {
      const before = await this.load(manager, admin, key);
      await this.requireVisible(manager, admin, [key], staff);
      this.refuseGuarded(admin, before, staff);
      this.refuseStale(admin, before, posted);
      const changed = [...admin.fields.values()].filter(
        (field) => field.name in values && !same(field, before[field.name], values[field.name]),
      );
      if (changed.length === 0) return;
      const changes = Object.fromEntries(changed.map((field) => [field.name, values[field.name]]));
      await manager.update(admin.metadata.target, whereKey(admin, key)!, changes);
      await this.requireRules(manager, admin, [key], staff);
      await this.log('update', admin, { ...before, ...changes }, staff, diffOf(changed, before, changes));
    });
  }

  private parse(admin: EntityAdmin, posted: Posted, write: 'insert' | 'update', staff: StaffUser): Row {
    const values: Row = {};
    const problems: Record<string, string> = {};
    for (const field of admin.writableFor(staff)) {
      if (!(write === 'insert' ? field.insertable : field.updatable)) continue;
      if (!(field.name in posted)) {
        if (write === 'insert' && field.required) problems[field.name] = 'This field is required.';
        continue;
      }
      const untouched = write === 'insert' && (posted[field.name] ?? '') === '' && !field.required;
      if (untouched) continue;
      try {
        values[field.name] = field.parse(posted[field.name]);
      } catch (error) {
        if (!(error instanceof ValueError)) throw error;
        problems[field.name] = error.message;
      }
    }
    if (Object.keys(problems).length > 0) throw new InvalidValuesError(problems);
    return values;
  }

  /** A row that somebody may not know of is not there for them. */
  private async requireVisible(
    manager: EntityManager,
    admin: EntityAdmin,
    keys: readonly string[],
    staff: StaffUser,
  ): Promise<void> {
    if (!(await areVisible(manager, admin, keys, staff))) throw new NotFoundError(GONE);
  }

  /** Nobody may put a row where they could not see it. */
  private async requireRules(
    manager: EntityManager,
    admin: EntityAdmin,
    keys: readonly string[],
    staff: StaffUser,
  ): Promise<void> {
    if (await areVisible(manager, admin, keys, staff)) return;
    throw new ForbiddenError('Your permissions do not cover a row with these values.');
  }

  private refuseGuarded(admin: EntityAdmin, row: Row, staff: StaffUser): void {
    if (!admin.allowsWriting(staff, row)) throw new ForbiddenError('Your permissions do not cover this row.');
  }

  private refuseStale(admin: EntityAdmin, before: Row, posted: Posted): void {
    const version = [...admin.fields.values()].find((field) => field.isVersion);
    if (
      version &&
      posted[version.name] !== undefined &&
      String(posted[version.name]) !== String(before[version.name])
    ) {
      throw new StaleFormError();
    }
  }

  private async write<Result>(
    admin: EntityAdmin,
    work: (manager: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await this.transactions.run(() => work(this.transactions.manager));
    } catch (error) {
      return explainRefusal(admin, error);
    }
  }

  /** The row, locked until the transaction ends. */
  private async load(manager: EntityManager, admin: EntityAdmin, key: string): Promise<Row> {
    const where = whereKey(admin, key);
    const names = [...admin.fields.values()]
      .filter((field) => field.kind !== 'binary')
      .map((field) => field.name);
    const row = where
      ? await manager.findOne<object>(admin.metadata.target, {
          where: where as FindOptionsWhere<object>,
          select: Object.fromEntries(names.map((name) => [name, true])) as FindOptionsSelect<object>,
          loadEagerRelations: false,
          lock: { mode: 'pessimistic_write' },
        })
      : null;
    if (!row) throw new NotFoundError(GONE);
    return row as Row;
  }

  private async log(
    action: 'create' | 'update',
    admin: EntityAdmin,
    row: Row,
    staff: StaffUser,
    diff: Diff,
  ): Promise<void> {
    const label = admin.titleOf(row);
    await this.audit.record({
      actorId: staff.id,
      action,
      entity: admin.id,
      entityId: keyOf(admin, row),
      label,
      diff,
    });
  }
}
