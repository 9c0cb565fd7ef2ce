import { QUEUE_POOL_SIZE } from '../../jobs/queue.js';
import { type Check, error, info, type Problem, warning } from '../check.js';
import { isLoopback } from '../configuration/address-checks.js';
import { type DatabaseSubject, setting } from './database-subject.js';

/** Connections of a migration that runs beside the service, and of somebody at a prompt. */
const SPARE_CONNECTIONS = 4;
/** Half of what forces PostgreSQL to stop and freeze: autovacuum should have been there long before. */
const OLD_TRANSACTION_IDS = 1_000_000_000;

/** Whether the database keeps what it is given, for everybody who asks at once, and for nobody else. */
export const OPERATION_CHECKS: Check<DatabaseSubject>[] = [
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
      return mode === 'no-verify'
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
  {
    id: 'database.connections',
    deploy: true,
    find: connections,
  },
  ...(['fsync', 'full_page_writes'] as const).map((name): Check<DatabaseSubject> => ({
    id: `database.${name.replaceAll('_', '-')}`,
    deploy: true,
    find: async ({ client }) =>
      (await setting(client, name)) === 'on'
        ? []
        : [
            error(
              `${name} is off: a power cut destroys the database.`,
              `ALTER SYSTEM SET ${name} = on; then reload.`,
            ),
          ],
  })),
  {
    id: 'database.synchronous-commit',
    deploy: true,
    find: async ({ client }) =>
      (await setting(client, 'synchronous_commit')) === 'off'
        ? [
            warning(
              'synchronous_commit is off: a crash forgets the last commits.',
              'ALTER SYSTEM SET synchronous_commit = on;',
            ),
          ]
        : [],
  },
  {
    id: 'database.autovacuum',
    deploy: true,
    find: async ({ client }) =>
      (await setting(client, 'autovacuum')) === 'on'
        ? []
        : [
            error(
              'autovacuum is off: tables grow and slow down without end.',
              'ALTER SYSTEM SET autovacuum = on;',
            ),
          ],
  },
  {
    id: 'database.transaction-ids',
    deploy: true,
    find: async ({ client }) => {
      const { rows } = await client.query<{ age: number }>(
        'SELECT age(datfrozenxid) AS age FROM pg_database WHERE datname = current_database()',
      );
      const age = rows[0]?.age ?? 0;
      return age < OLD_TRANSACTION_IDS
        ? []
        : [
            error(
              `The oldest transaction id is ${age} behind.`,
              'VACUUM (FREEZE) the database, and find what stops autovacuum.',
            ),
          ];
    },
  },
  {
    id: 'database.timezone',
    deploy: true,
    find: async ({ client }) => {
      // Our own connections ask for UTC; what the server says by itself is what everybody else gets.
      const { rows } = await client.query<{ zone: string }>(
        `SELECT reset_val AS zone FROM pg_settings WHERE name = 'log_timezone'`,
      );
      const zone = rows[0]?.zone ?? '';
      return /^(UTC|Etc\/UTC|GMT)$/.test(zone)
        ? []
        : [
            info(
              `The server writes its log in ${zone}.`,
              "With log_timezone = 'UTC' its lines stand beside ours.",
            ),
          ];
    },
  },
  {
    id: 'database.backups',
    deploy: true,
    find: backups,
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

async function connections({ client, config, processes }: DatabaseSubject): Promise<Problem[]> {
  const { rows } = await client.query<{ max: number; reserved: number; role: number; database: number }>(
    `SELECT current_setting('max_connections')::int AS max,
            current_setting('superuser_reserved_connections')::int AS reserved,
            (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user) AS role,
            (SELECT datconnlimit FROM pg_database WHERE datname = current_database()) AS database`,
  );
  const { max, reserved, role, database } = rows[0] as (typeof rows)[number];
  const limits = [max - reserved, role, database].filter((limit) => limit >= 0);
  const there = Math.min(...limits);
  const wanted = processes * (config.database.poolSize + QUEUE_POOL_SIZE) + SPARE_CONNECTIONS;
  if (wanted <= there) return [];
  return [
    error(
      `${processes} processes may ask for ${wanted} connections, and the server gives ${there}.`,
      'Raise max_connections or the limit of the role, or lower DATABASE_POOL_SIZE.',
    ),
  ];
}

/** Backups cannot be seen from here; archived write-ahead log and standbys can. */
async function backups({ client }: DatabaseSubject): Promise<Problem[]> {
  const { rows } = await client.query<{ failing: boolean; archived: boolean; standbys: number }>(
    `SELECT last_failed_time > coalesce(last_archived_time, '-infinity') AS failing, last_archived_time IS NOT NULL AS archived,
            (SELECT count(*) FROM pg_stat_replication)::int AS standbys FROM pg_stat_archiver`,
  );
  const state = rows[0] as (typeof rows)[number];
  if (state.failing)
    return [error('Archiving the write-ahead log fails.', "Look into the server's log: archive_command.")];
  if (state.archived || state.standbys > 0) return [];
  return [
    info(
      'Neither an archive nor a standby is in sight.',
      'See that pg_dump or your provider backs the database and DATA_DIR up, and that somebody has restored it once.',
    ),
  ];
}
