import type { ActionOffer } from '../../answers/action.answer.js';
import type { EntityAdmin } from '../../entities/entity-admin.js';
import type { StaffUser } from '../../staff-authenticator.js';

/** A declared action as a menu shows it. */
export function actionOffer(admin: EntityAdmin, name: string): ActionOffer {
  const { label, icon = null, group = null, danger = false, bulk = true } = admin.actions.get(name)!;
  return { name, label, icon, group, danger, bulk };
}

/** The declared actions that this person may run, in their order. */
export function actionOffers(admin: EntityAdmin, staff: StaffUser): ActionOffer[] {
  const names = [...admin.actions.keys()].filter((name) => admin.allowsAction(staff, name));
  return names.map((name) => actionOffer(admin, name));
}
