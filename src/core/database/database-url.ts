/** The address of the database in use, known only after an embedded one has started. */
export class DatabaseUrl {
  constructor(readonly url: string) {}
}

/**
 * The address with `sslmode` meaning to pg what it means to psql and every other client of PostgreSQL: `require`
 * encrypts, `verify-ca` and `verify-full` also check who answers. By itself pg takes all of them for `verify-full`, and has
 * a word of its own, `no-verify`, for `require`.
 * @throws Error when the text is no address.
 */
export function withUsualTlsModes(address: string): string {
  const url = new URL(address);
  decodeURIComponent(url.username + url.password + url.pathname);
  if (!url.searchParams.has('sslmode')) return address;
  if (url.searchParams.get('sslmode') === 'no-verify') url.searchParams.set('sslmode', 'require');
  url.searchParams.set('uselibpqcompat', 'true');
  return url.href;
}

/** Whom and what an address names, for a message: `user "cv" at db.example.org:5432, database "cv"`. No password. */
export function describeUrl(address: string): { user: string; server: string; database: string } {
  const { hostname, port, username, pathname, searchParams } = new URL(address);
  const user = searchParams.get('user') || decodeURIComponent(username);
  return {
    user,
    server: `${searchParams.get('host') ?? hostname}:${searchParams.get('port') ?? (port || '5432')}`,
    database: decodeURIComponent(pathname.slice(1)) || user,
  };
}
