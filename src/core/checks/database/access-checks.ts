import { type Check, error, warning } from '../check.js';
import { isLoopback } from '../configuration/address-checks.js';
import { type DatabaseSubject, setting } from './database-subject.js';

/** Whether the database is the right one, and its data nobody else's. */
export const ACCESS_CHECKS: Check<DatabaseSubject>[] = [
  {
    id: 'database.embedded',
    deploy: true,
    find: ({ config }) =>
      config.database.kind === 'embedded' && config.mode === 'production'
        ? [
            error(
              'The embedded database serves in production.',
              'Set DATABASE_URL to a PostgreSQL that is backed up.',
            ),
          ]
        : [],
  },
  {
    id: 'database.tls',
    deploy: true,
    find: async ({ client, url }) => {
      if (isLocal(new URL(url))) return [];
      const { rows } = await client.query<{ ssl: boolean }>(
        'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
      );
      if (!rows[0]?.ssl)
        return [
          error('The way to the database is not encrypted.', 'Add ?sslmode=verify-full to DATABASE_URL.'),
        ];
      const mode = new URL(url).searchParams.get('sslmode');
      return mode !== 'verify-full'
        ? [
            warning(
              'Nobody checks that the database is the right one.',
              'Set sslmode=verify-full in DATABASE_URL.',
            ),
          ]
        : [];
    },
  },
  {
    id: 'database.role',
    deploy: true,
    find: async ({ client, config }) =>
      config.database.kind === 'server' && (await setting(client, 'is_superuser')) === 'on'
        ? [
            warning(
              'The service connects as a superuser of PostgreSQL.',
              'Give it a role that owns this one database.',
            ),
          ]
        : [],
  },
];

/** Loopback, or a socket in the file system, which may stand as the host or as a parameter. */
function isLocal({ hostname, searchParams }: URL): boolean {
  return (
    !hostname ||
    /^%2f/i.test(hostname) ||
    Boolean(searchParams.get('host')?.startsWith('/')) ||
    isLoopback(hostname)
  );
}
