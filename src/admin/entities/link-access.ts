import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import type { EntityLink } from './entity-link.js';
import { mayViewAll } from './list-path.js';

/** What can be chosen in a link of this entity; null where this person may not know of it, or not of every pair. */
export function linkTarget(admin: EntityAdmin, { pairs }: EntityLink, staff: StaffUser): EntityAdmin | null {
  const target = admin.siblings.get(pairs.target)!;
  const through = pairs.through && admin.siblings.get(pairs.through);
  return target.allows(staff, 'view') && (!through || mayViewAll(through, staff)) ? target : null;
}

/** Whether this person may see what was ever chosen in a link, by the titles that the log keeps. */
export function mayReadTitles(admin: EntityAdmin, link: EntityLink, staff: StaffUser): boolean {
  const target = linkTarget(admin, link, staff);
  return target !== null && mayViewAll(target, staff) && target.fieldsFor(staff).includes(target.title);
}

/** Whether this person, who may change the row, may also choose: a pair is a row of its own. */
export function mayChoose(admin: EntityAdmin, link: EntityLink, staff: StaffUser): boolean {
  const through = link.pairs.through && admin.siblings.get(link.pairs.through);
  if (!linkTarget(admin, link, staff)) return false;
  return !through || (through.allows(staff, 'add') && through.allows(staff, 'delete'));
}
