import type { SiteState } from '../../answers/site-state.js';

/** What the page itself (`src/admin/host/site-page.ts`) leaves in the global scope. */
export interface SiteWindow {
  /** Where AdminJS looks for its state. */
  REDUX_STATE: {
    paths: { rootPath: string; loginPath: string; logoutPath: string };
    session: { id: string; username: string; email: string };
  };
  SITE: SiteState;
}

/** The browser's window, as far as it is the admin's. */
export const site = window as unknown as SiteWindow;
