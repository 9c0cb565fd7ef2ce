import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import type { EntityLink } from './entity-link.js';

/** What can be chosen in a link of this entity; null where this person may not know of it. */
export function linkTarget(admin: EntityAdmin, { pairs }: EntityLink, staff: StaffUser): EntityAdmin | null {
  const target = admin.siblings.get(pairs.target)!;
  const through = pairs.through && admin.siblings.get(pairs.through);
  return target.allows(staff, 'view') && (!through || through.allows(staff, 'view')) ? target : null;
}

/** Whether this person, who may change the row, may also choose: a pair is a row of its own. */
export function mayChoose(admin: EntityAdmin, link: EntityLink, staff: StaffUser): boolean {
  const through = link.pairs.through && admin.siblings.get(link.pairs.through);
  if (!linkTarget(admin, link, staff)) return false;
  return !through || (through.allows(staff, 'add') && through.allows(staff, 'delete'));
}
