import { Injectable } from '@nestjs/common';
import { InvalidValuesError } from '../admin.errors.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import type { Row } from './entity-reader.js';
import { ReferenceOptions } from './reference-options.service.js';

/** Sees to it that nobody refers to rows which are not there, or not there for them. */
@Injectable()
export class ReferenceCheck {
  constructor(private readonly options: ReferenceOptions) {}

  /** @throws InvalidValuesError that names the references which cannot be made. */
  async require(admin: EntityAdmin, values: Row, staff: StaffUser): Promise<void> {
    const problems: Record<string, string> = {};
    for (const field of admin.fields.values()) {
      const value = values[field.name];
      const target = field.references && admin.siblings.get(field.references);
      if (!target || value === null || value === undefined) continue;
      const found =
        target.allows(staff, 'view') && (await this.options.named(target, [String(value)], staff));
      if (!found || found.length === 0)
        problems[field.name] = 'What this refers to does not exist (any more).';
    }
    if (Object.keys(problems).length > 0) throw new InvalidValuesError(problems);
  }
}
