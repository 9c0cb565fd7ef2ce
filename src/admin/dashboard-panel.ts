import type { PanelContent } from './answers/overview.answer.js';
import type { Who } from './options/access-options.js';
import type { StaffUser } from './staff-authenticator.js';

/**
 * A panel of the start page: a provider of its room, registered by `AdminModule.forFeature({ panels })`. A panel
 * that fails leaves the rest of the page as it is.
 */
export abstract class DashboardPanel {
  abstract readonly title: string;
  /** Who sees it: a permission's name, `superusers`, or a function of the person. */
  abstract readonly view: Who;

  /** What it shows this person; called at every visit of the start page, so it must be quick however large the tables. */
  abstract load(staff: StaffUser): Promise<PanelContent>;
}
