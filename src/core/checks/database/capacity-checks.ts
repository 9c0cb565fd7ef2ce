import { LISTENER_CONNECTIONS } from '../../cache/change-listener.js';
import { LANES } from '../../database/request-pool.js';
import { QUEUE_POOL_SIZE } from '../../jobs/queue.js';
import { type Check, error, info, type Problem } from '../check.js';
import { type DatabaseSubject, setting } from './database-subject.js';

/** Connections of a migration that runs beside the service, and of somebody at a prompt. */
const SPARE_CONNECTIONS = 4;
/** Half of what forces PostgreSQL to stop and freeze: autovacuum should have been there long before. */
const OLD_TRANSACTION_IDS = 1_000_000_000;

/** Whether the server bears the load, today and in a year. */
export const CAPACITY_CHECKS: Check<DatabaseSubject>[] = [
  {
    id: 'database.connections',
    deploy: true,
    find: connections,
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
];

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
  const queue = config.redisUrl ? 0 : QUEUE_POOL_SIZE;
  const each = config.database.poolSize + LANES + queue + LISTENER_CONNECTIONS;
  const wanted = processes * each + SPARE_CONNECTIONS;
  if (wanted <= there) return [];
  return [
    error(
      `${processes} processes may ask for ${wanted} connections, and the server gives ${there}.`,
      'Raise max_connections or the limit of the role, or lower DATABASE_POOL_SIZE.',
    ),
  ];
}
