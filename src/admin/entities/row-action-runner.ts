import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { ObjectLiteral } from 'typeorm';
import { AuditLog } from '../../core/audit/audit-log.service.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { ForbiddenError, NotFoundError } from '../../core/http/app-error.js';
import { InvalidValuesError } from '../admin.errors.js';
import type { ActionDeclaration } from '../options/action-options.js';
import type { ActionValues, RowAction } from '../options/row-action.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import { keyOf } from './record-key.js';
import { distinctKeys, rowChunks } from './row-chunks.js';
import { areVisible } from './visible-rows.js';

/** What stands in a log entry's difference before the name of the action that was run. */
export const ACTION_PREFIX = 'action:';

/** Runs declared actions: on all of the rows or none, each with its log entry. */
@Injectable()
export class RowActionRunner {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly moduleRef: ModuleRef,
  ) {}

  /** @returns how many rows it was run on */
  async run(
    admin: EntityAdmin,
    name: string,
    keys: readonly string[],
    given: unknown,
    staff: StaffUser,
  ): Promise<number> {
    const declaration = admin.actions.get(name)!;
    const values = parseValues(declaration, given);
    const wanted = distinctKeys(admin, keys);
    const action = this.moduleRef.get<RowAction<ObjectLiteral>>(declaration.run, { strict: false });
    await this.transactions.run(async () => {
      const { manager } = this.transactions;
      if (!(await areVisible(manager, admin, wanted, staff))) throw new NotFoundError();
      for await (const rows of rowChunks(manager, admin, wanted, { locked: true })) {
        if (!rows.every((row) => admin.allowsWriting(staff, row)))
          throw new ForbiddenError('Your permissions do not cover every one of these rows.');
        await action.run(rows, values, staff);
        // What was entered is not in the log: it may be a password.
        const diff = { [`${ACTION_PREFIX}${name}`]: { before: null, after: null } };
        const entry = { actorId: staff.id, action: 'update' as const, entity: admin.id, diff };
        await this.audit.recordAll(
          rows.map((row) => ({ ...entry, entityId: keyOf(admin, row), label: admin.titleOf(row) })),
        );
      }
    });
    return wanted.length;
  }
}

function parseValues({ fields = {} }: ActionDeclaration, given: unknown): ActionValues {
  const posted = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
  const problems: Record<string, string> = {};
  const values: Record<string, string | boolean> = {};
  for (const [name, { kind, required }] of Object.entries(fields)) {
    const value = posted[name] ?? (kind === 'boolean' ? false : '');
    if (typeof value !== (kind === 'boolean' ? 'boolean' : 'string'))
      problems[name] = 'This is no value for this field.';
    else if (required && value === '') problems[name] = 'This field is required.';
    else values[name] = value as string | boolean;
  }
  if (Object.keys(problems).length > 0) throw new InvalidValuesError(problems);
  return values;
}
