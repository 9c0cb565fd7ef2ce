import type { StaffUser } from '../staff-authenticator.js';

/**
 * Saves an entity's rows through their owner's service, in place of a plain INSERT and UPDATE. It is called in the
 * transaction that also writes the log entry, with values that fit their columns. What it refuses it throws:
 * `InvalidInputError` by property or column, any other `AppError` for the row as a whole.
 */
export abstract class RowSaver<E extends object> {
  /** Makes a row of what was given. @returns it, or at least its key. */
  abstract create(values: Partial<E>, staff: StaffUser): Promise<object>;

  /** Changes what differs; `row` is as it is stored, but for its secrets. */
  abstract update(row: E, changes: Partial<E>, staff: StaffUser): Promise<void>;
}
