import { site } from './globals.js';
import { saveDrafts } from './drafts.js';

/** Keeps what was typed and goes to the login, which leads back here. Never settles: the page is being left. */
export function goToLogin(): Promise<never> {
  saveDrafts();
  const here = encodeURIComponent(location.pathname + location.search);
  location.assign(`${site.REDUX_STATE.paths.loginPath}?next=${here}`);
  return new Promise(() => undefined);
}
