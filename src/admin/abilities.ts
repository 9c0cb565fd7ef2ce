import type { StaffUser } from './staff-authenticator.js';

/** What staff may be allowed to do with the rows of an entity; the four of Django's admin. */
export const ABILITIES = ['view', 'add', 'change', 'delete'] as const;
export type Ability = (typeof ABILITIES)[number];

/** Name of a permission, e.g. `payments.change_plan`. */
export function permissionName(group: string, ability: Ability, table: string): string {
  return `${group.toLowerCase()}.${ability}_${table}`;
}

/** Whether someone's permissions cover an ability; a superuser's cover all. */
export function isGranted(staff: StaffUser, permission: string): boolean {
  return staff.isSuperuser || staff.permissions.has(permission);
}
