import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.service.js';
import { InvalidValuesError } from '../admin.errors.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import { EntityWriter } from './entity-writer.js';
import { InlineWriter } from './inline-writer.service.js';
import { inlineProblems, parseInlines } from './posted-inlines.js';
import { type Posted, problemsOf } from './posted-values.js';

/** Saves a form: a row and those that stand in its form, all of them or none. */
@Injectable()
export class FormWriter {
  constructor(
    private readonly transactions: Transactions,
    private readonly writer: EntityWriter,
    private readonly inlines: InlineWriter,
  ) {}

  /** Inserts a row and those that belong to it; returns its key. */
  create(admin: EntityAdmin, posted: Posted, staff: StaffUser): Promise<string> {
    const rows = parseInlines(admin, posted, staff);
    refuse({ ...problemsOf(admin, posted, 'insert', staff), ...inlineProblems(rows, staff) });
    return this.transactions.run(async () => {
      const key = await this.writer.create(admin, posted, staff);
      await this.inlines.save(rows, key, staff);
      return key;
    });
  }

  /** Changes a row as `EntityWriter.update` does, and those that belong to it. */
  update(
    admin: EntityAdmin,
    key: string,
    posted: Posted,
    staff: StaffUser,
    seen: string | null,
  ): Promise<void> {
    const rows = parseInlines(admin, posted, staff);
    refuse({ ...problemsOf(admin, posted, 'update', staff), ...inlineProblems(rows, staff) });
    return this.transactions.run(async () => {
      await this.writer.update(admin, key, posted, staff, seen);
      await this.inlines.save(rows, key, staff);
    });
  }
}

/** All that is wrong is told at once. */
function refuse(problems: Record<string, string>): void {
  if (Object.keys(problems).length > 0) throw new InvalidValuesError(problems);
}
