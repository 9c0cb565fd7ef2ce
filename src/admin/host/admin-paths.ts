/** Where the admin is served. */
export const ADMIN_PATH = '/admin';

/**
 * An address inside the admin to go to after the login, from a query or a form; the start page if it is
 * anything else, so that a login link cannot lead to a foreign site.
 */
export function safeReturnPath(given: unknown): string {
  const isInside =
    typeof given === 'string' && /^\/admin(?:[/?][\x21-\x7e]*)?$/.test(given) && !given.includes('\\');
  return isInside && !given.startsWith(`${ADMIN_PATH}/login`) && !given.startsWith(`${ADMIN_PATH}/api/`)
    ? given
    : ADMIN_PATH;
}
