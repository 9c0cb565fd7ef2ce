import type { Who } from './options/access-options.js';
import type { StaffUser } from './staff-authenticator.js';

/**
 * A page of the admin that is about no single entity: a provider of its room, registered by
 * `AdminModule.forFeature({ pages })`. It stands in the sidebar below the entities of its section.
 */
export abstract class AdminPage {
  /** Its name in addresses: `/admin/pages/<id>`. */
  abstract readonly id: string;
  /** What the sidebar calls it. */
  abstract readonly label: string;
  /** Name of the component that shows it, one of `src/admin/components`. */
  abstract readonly component: string;
  /** Who sees it: a permission's name, `superusers`, or a function of the person. */
  abstract readonly view: Who;

  /** What its component shows this person; it may ask again and again, so this must be quick however large the tables. */
  abstract load(staff: StaffUser): Promise<object>;
}
