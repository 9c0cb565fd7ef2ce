import { Injectable } from '@nestjs/common';
import type { EntityManager, FindOptionsSelect, FindOptionsWhere } from 'typeorm';
import { AuditLog } from '../../core/audit/audit-log.service.js';
import type { Diff } from '../../core/audit/log-entry.entity.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { ForbiddenError, NotFoundError } from '../../core/http/app-error.js';
import { StaleFormError } from '../admin.errors.js';
import type { StaffUser } from '../staff-authenticator.js';
import { explainRefusal } from './database-errors.js';
import type { EntityAdmin } from './entity-admin.js';
import type { Row } from './entity-reader.js';
import { LinkWriter } from './link-writer.service.js';
import { type Posted, parsePosted } from './posted-values.js';
import { keyOf, whereKey } from './record-key.js';
import { ReferenceCheck } from './reference-check.service.js';
import { diffOf, same } from './row-diff.js';
import { RowSavers } from './row-savers.service.js';
import { versionField, versionOf } from './row-version.js';
import { areVisible } from './visible-rows.js';

const GONE = 'It is not there any more; someone may have deleted it.';

/** Writes rows for the admin: each write one transaction with its log entry of before and after. */
@Injectable()
export class EntityWriter {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly savers: RowSavers,
    private readonly references: ReferenceCheck,
    private readonly links: LinkWriter,
  ) {}

  /** Inserts a row of what may be set in a form; returns its key. */
  async create(admin: EntityAdmin, posted: Posted, staff: StaffUser): Promise<string> {
    const values = parsePosted(admin, posted, 'insert', staff);
    return this.write(admin, values, async (manager) => {
      await this.references.require(admin, values, staff);
      const key = keyOf(admin, await this.insert(manager, admin, values, staff));
      const chosen = await this.links.save(admin, key, posted, staff);
      const row = await this.load(manager, admin, key);
      await this.requireRules(manager, admin, [key], staff);
      const diff = diffOf([...admin.fields.values()], {}, row);
      await this.log('create', admin, row, staff, { ...diff, ...chosen });
      return key;
    });
  }

  /**
   * Changes what differs and may be changed; everything else that was posted is ignored.
   * @param seen the row's version when the form was opened; whoever does not say overwrites what is there
   * @throws StaleFormError when it has another version by now
   */
  async update(
    admin: EntityAdmin,
    key: string,
    posted: Posted,
    staff: StaffUser,
    seen: string | null = null,
  ): Promise<void> {
    const values = parsePosted(admin, posted, 'update', staff);
    await this.write(admin, values, async (manager) => {
      const before = await this.load(manager, admin, key);
      await this.requireVisible(manager, admin, [key], staff);
      this.refuseGuarded(admin, before, staff);
      if (seen !== null && seen !== versionOf(admin, before, staff)) throw new StaleFormError();
      const changed = [...admin.fields.values()].filter(
        (field) => field.name in values && !same(field, before[field.name], values[field.name]),
      );
      const changes = Object.fromEntries(changed.map((field) => [field.name, values[field.name]]));
      await this.references.require(admin, changes, staff);
      const chosen = await this.links.save(admin, key, posted, staff);
      if (changed.length > 0) await this.change(manager, admin, before, changes, staff);
      else if (chosen) await this.countChange(manager, admin, key);
      else return;
      const after = await this.load(manager, admin, key);
      await this.requireRules(manager, admin, [key], staff);
      const kept = [...admin.fields.values()].filter(
        (field) => !field.isKept && !same(field, before[field.name], after[field.name]),
      );
      await this.log('update', admin, after, staff, { ...diffOf(kept, before, after), ...chosen });
    });
  }

  private async insert(
    manager: EntityManager,
    admin: EntityAdmin,
    values: Row,
    staff: StaffUser,
  ): Promise<object> {
    const saver = this.savers.of(admin);
    if (saver) return saver.create(values, staff);
    await manager.insert(admin.metadata.target, values);
    // TypeORM has put the generated columns into `values`.
    return values;
  }

  private async change(
    manager: EntityManager,
    admin: EntityAdmin,
    before: Row,
    changes: Row,
    staff: StaffUser,
  ): Promise<void> {
    const saver = this.savers.of(admin);
    if (saver) await saver.update(before, changes, staff);
    else await manager.update(admin.metadata.target, whereKey(admin, keyOf(admin, before))!, changes);
  }

  /** Other choices are another version of the row that has them. */
  private async countChange(manager: EntityManager, admin: EntityAdmin, key: string): Promise<void> {
    const version = versionField(admin);
    if (version) await manager.increment(admin.metadata.target, whereKey(admin, key)!, version.name, 1);
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

  private async write<Result>(
    admin: EntityAdmin,
    values: Row,
    work: (manager: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await this.transactions.run(() => work(this.transactions.manager));
    } catch (error) {
      return explainRefusal(admin, error, values);
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
