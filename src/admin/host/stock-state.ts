import AdminJS, { initializeStore } from 'adminjs';
import type { StaffUser } from '../staff-authenticator.js';
import { ACTIONS } from './entity-actions.js';
import type { EntityResource } from './entity-resource.js';

interface PropertyJson {
  type: string;
  reference: string | null;
  subProperties?: PropertyJson[];
}

/** Whether AdminJS's own pages show any action, and so need to be told of every entity's properties. */
export const HAS_STOCK_PAGES = [...ACTIONS.values()].some(
  ({ name, component }) => !component && name !== 'search',
);

/** A reference to what this person may not view is a plain value to them, and the entity's name stays unknown. */
function hideReferences(value: unknown, visible: ReadonlySet<string>): void {
  if (typeof value !== 'object' || value === null) return;
  const property = value as Partial<PropertyJson>;
  if (typeof property.reference === 'string' && !visible.has(property.reference)) {
    property.reference = null;
    property.type = 'string';
  }
  for (const child of Object.values(value)) hideReferences(child, visible);
}

/** What AdminJS's own pages are told of the entities that this person may view. */
export async function stockState(
  admin: AdminJS,
  visible: EntityResource[],
  staff: StaffUser,
): Promise<object> {
  const view = Object.assign(Object.create(admin) as AdminJS, { resources: visible });
  const store = await initializeStore(view, staff as never);
  const { resources, locale } = store.getState();
  hideReferences(resources, new Set(visible.map((resource) => resource.id())));
  return { resources, locale };
}
