import { ADMIN_PATH } from './admin-paths.js';

/** What AdminJS goes by, on the server and in the browser. Entities are not among it: their pages are ours. */
export const SITE_OPTIONS = {
  rootPath: ADMIN_PATH,
  loginPath: `${ADMIN_PATH}/login`,
  logoutPath: `${ADMIN_PATH}/logout`,
};
