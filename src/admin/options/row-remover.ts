import type { StaffUser } from '../staff-authenticator.js';

/**
 * Deletes an entity's rows through their owner's service, in place of a plain DELETE. It is called in the transaction
 * that also writes the log entries, once everything has been checked. What it refuses it throws, as an `AppError`.
 */
export abstract class RowRemover<E extends object> {
  /** Deletes these rows, all of them; they are as they are stored, but for their secrets. */
  abstract remove(rows: E[], staff: StaffUser): Promise<void>;
}
