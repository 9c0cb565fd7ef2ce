import type { SiteState } from '../../answers/site-state.js';

/** What the page itself (`src/admin/host/site-page.ts`) and AdminJS's bundles leave in the global scope. */
export interface SiteWindow {
  REDUX_STATE: {
    paths: { rootPath: string; loginPath: string; logoutPath: string };
    session: { id: string; email: string };
  };
  SITE: SiteState;
  AdminJS: {
    Application: unknown;
    UserComponents: Record<string, unknown>;
  };
  createRoot(element: Element): { render(node: unknown): void };
}

/** The browser's window, as far as it is the admin's. */
export const site = window as unknown as SiteWindow;
