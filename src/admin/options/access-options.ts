import type { StaffUser } from '../staff-authenticator.js';

/** Who may do what to an entity's rows, beyond the permissions that staff are given. */
export interface AccessOptions<E> {
  /** What nobody may do here, a superuser included: `{ add: false, change: false, delete: false }` is view-only. */
  permissions?: { readonly add?: false; readonly change?: false; readonly delete?: false };
  /** Nothing of the entity is there for other staff, whatever their permissions: what tells or grants too much. */
  superusersOnly?: true;
  /** Whether this person may change or delete this row; its secrets are not loaded. Everyone with the ability may when absent. */
  guard?(row: E, staff: StaffUser): boolean;
}
