import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { DataSource, type ObjectLiteral } from 'typeorm';
import { AuditLog } from '../../core/audit/audit-log.service.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { ForbiddenError, NotFoundError } from '../../core/http/app-error.js';
import { requestContext } from '../../core/http/request-context.js';
import type { RowRemover } from '../options/row-remover.js';
import type { StaffUser } from '../staff-authenticator.js';
import { explainRefusal } from './database-errors.js';
import { DeletionBlockedError } from './deletion-blocked.error.js';
import { deletionGraph } from './deletion-graph.js';
import type { DeletionPlan } from './deletion-plan.js';
import { DeletionPlanner } from './deletion-planner.js';
import { DeletionStatement } from './deletion-statement.js';
import type { EntityAdmin } from './entity-admin.js';
import type { Row } from './entity-reader.js';
import { keyOf } from './record-key.js';
import { distinctKeys, rowChunks } from './row-chunks.js';
import { diffOf } from './row-diff.js';
import { areVisible, whereKeys } from './visible-rows.js';

/** Deletes rows for the admin: all of them or none, and only if nothing stands against it. */
@Injectable()
export class EntityDeleter {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataSource: DataSource,
    private readonly planner: DeletionPlanner,
    private readonly audit: AuditLog,
    private readonly moduleRef: ModuleRef,
  ) {}

  /** What deleting these rows would do. @throws NotFoundError, ForbiddenError for rows that this person may not delete */
  async plan(admin: EntityAdmin, keys: readonly string[], staff: StaffUser): Promise<DeletionPlan> {
    const wanted = distinctKeys(admin, keys);
    await this.requireVisible(admin, wanted, staff);
    for await (const rows of rowChunks(this.transactions.manager, admin, wanted))
      this.refuseGuarded(admin, rows, staff);
    return this.planner.plan(admin, wanted, staff);
  }

  /** @returns how many were deleted, without those that went with them. @throws DeletionBlockedError and as `plan` */
  async delete(admin: EntityAdmin, keys: readonly string[], staff: StaffUser): Promise<number> {
    const wanted = distinctKeys(admin, keys);
    try {
      await this.transactions.run(() => this.deleteAll(admin, wanted, staff));
    } catch (error) {
      explainRefusal(admin, error);
    }
    return wanted.length;
  }

  private async deleteAll(admin: EntityAdmin, keys: readonly string[], staff: StaffUser): Promise<void> {
    // Locked first, so that neither they nor what refers to them changes between the check and the deletion.
    for await (const rows of rowChunks(this.transactions.manager, admin, keys, { locked: true }))
      this.refuseGuarded(admin, rows, staff);
    await this.requireVisible(admin, keys, staff);
    const plan = await this.planner.plan(admin, keys, staff);
    if (plan.obstacles.length > 0) throw new DeletionBlockedError(plan);
    await this.logOthers(admin, keys, staff);
    const remover =
      admin.remover && this.moduleRef.get<RowRemover<ObjectLiteral>>(admin.remover, { strict: false });
    for await (const rows of rowChunks(this.transactions.manager, admin, keys)) {
      await this.audit.recordAll(
        rows.map((row) => ({
          actorId: staff.id,
          action: 'delete' as const,
          entity: admin.id,
          entityId: keyOf(admin, row),
          label: admin.titleOf(row),
          diff: diffOf([...admin.fields.values()], row, {}),
        })),
      );
      if (remover) await remover.remove(rows, staff);
      else
        await this.transactions.repository(admin.metadata.target).delete(
          whereKeys(
            admin,
            rows.map((row) => keyOf(admin, row)),
          ),
        );
    }
  }

  /** Rows that go with others are logged by PostgreSQL itself: there may be any number of them. */
  private async logOthers(admin: EntityAdmin, keys: readonly string[], staff: StaffUser): Promise<void> {
    const statement = new DeletionStatement(this.dataSource, deletionGraph(admin), keys);
    const context = requestContext();
    const { requestId = null, ip = null } = context ?? {};
    const sql = statement.log({ id: staff.id, requestId, ip });
    if (sql) await this.transactions.sql(sql, statement.values);
  }

  private async requireVisible(admin: EntityAdmin, keys: readonly string[], staff: StaffUser): Promise<void> {
    if (!(await areVisible(this.transactions.manager, admin, keys, staff))) throw new NotFoundError();
  }

  private refuseGuarded(admin: EntityAdmin, rows: readonly Row[], staff: StaffUser): void {
    if (rows.every((row) => admin.allowsWriting(staff, row))) return;
    throw new ForbiddenError('Your permissions do not cover every one of these rows.');
  }
}
