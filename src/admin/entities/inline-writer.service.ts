import { Injectable } from '@nestjs/common';
import { ForbiddenError, NotFoundError } from '../../core/http/app-error.js';
import type { Ability } from '../abilities.js';
import { InvalidValuesError, StaleFormError } from '../admin.errors.js';
import type { StaffUser } from '../staff-authenticator.js';
import { DeletionBlockedError } from './deletion-blocked.error.js';
import { EntityDeleter } from './entity-deleter.js';
import { EntityReader } from './entity-reader.js';
import { EntityWriter } from './entity-writer.js';
import { placeOf, type PostedInlineRow } from './posted-inlines.js';
import { versionOf } from './row-version.js';

const GONE = 'It is not there any more; someone may have deleted it.';

/** Saves the rows that were posted with a form, each by its own entity's rules and with its own log entry. */
@Injectable()
export class InlineWriter {
  constructor(
    private readonly writer: EntityWriter,
    private readonly deleter: EntityDeleter,
    private readonly reader: EntityReader,
  ) {}

  /**
   * Saves rows that belong to the one with this key, within the transaction of their form.
   * @throws InvalidValuesError by the row's place in the form; ForbiddenError for what this person may not do
   */
  async save(rows: readonly PostedInlineRow[], parentKey: string, staff: StaffUser): Promise<void> {
    // What goes makes room for what comes, where only one may be there.
    const turn = ({ remove, key }: PostedInlineRow): number => (remove ? 0 : key === null ? 2 : 1);
    for (const row of [...rows].sort((a, b) => turn(a) - turn(b))) {
      try {
        await this.saveRow(row, parentKey, staff);
      } catch (error) {
        throw placed(error, row);
      }
    }
  }

  private async saveRow(row: PostedInlineRow, parentKey: string, staff: StaffUser): Promise<void> {
    const { inline, key, version, remove, values } = row;
    const { admin, by } = inline;
    const ability: Ability = remove ? 'delete' : key === null ? 'add' : 'change';
    if (!admin.allows(staff, ability))
      throw new ForbiddenError(`Your permissions do not cover this: ${ability} ${admin.id}.`);
    if (key === null) {
      await this.writer.create(admin, { ...values, [by.name]: parentKey }, staff);
      return;
    }
    const before = await this.reader.one(admin, key, staff);
    if (!before || String(by.show(before[by.name])) !== parentKey) throw new NotFoundError(GONE);
    if (!remove) return this.writer.update(admin, key, values, staff, version);
    if (version !== null && version !== versionOf(admin, before, staff)) throw new StaleFormError();
    await this.deleter.delete(admin, [key], staff);
  }
}

/** An error of a row as one of its form. */
function placed(error: unknown, row: PostedInlineRow): unknown {
  const told = (message: string): InvalidValuesError => new InvalidValuesError({ [placeOf(row)]: message });
  if (error instanceof InvalidValuesError) {
    // What the form has no column for is said of the row.
    const all = Object.entries(error.fields);
    const shown = all.filter(([name]) => row.inline.fields.some((field) => field.name === name));
    const places = shown.map(([name, text]) => [placeOf(row, name), text]);
    return shown.length > 0
      ? new InvalidValuesError(Object.fromEntries(places) as Record<string, string>)
      : told(all.map(([, text]) => text).join(' '));
  }
  if (error instanceof StaleFormError)
    return told('Someone changed this in the meantime. Load the page again to see it.');
  if (error instanceof NotFoundError) return told(GONE);
  if (!(error instanceof DeletionBlockedError)) return error;
  const count = error.plan.obstacles.reduce((sum, obstacle) => sum + obstacle.count, 0);
  return told(
    `It cannot be deleted: ${count} other ${count === 1 ? 'row stands' : 'rows stand'} against it.`,
  );
}
