import type { StaffUser } from '../staff-authenticator.js';

/** What was entered into an action's form, by field. */
export type ActionValues = Readonly<Record<string, string | boolean>>;

/**
 * Something that staff can do to rows besides editing them. It is called in one transaction with its log entries, for
 * many rows several times in turn. What it refuses it throws: `InvalidInputError` by field, any other `AppError` as a whole.
 */
export abstract class RowAction<E extends object> {
  /** @param rows as they are stored, but for their secrets; locked until the transaction ends */
  abstract run(rows: E[], values: ActionValues, staff: StaffUser): Promise<void>;
}
