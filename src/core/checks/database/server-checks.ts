import { type Check, error, warning } from '../check.js';
import { type DatabaseSubject, setting } from './database-subject.js';

const OLDEST_MAJOR = 14;
const EXTENSIONS = ['citext', 'pg_trgm'];
/** Tokens live for minutes, so clocks further apart would refuse people. */
const MAX_CLOCK_DIFFERENCE_S = 5;

/** Whether the server is one the service can work with. */
export const SERVER_CHECKS: Check<DatabaseSubject>[] = [
  {
    id: 'database.version',
    find: async ({ client }) => {
      const version = await setting(client, 'server_version');
      return parseInt(version, 10) >= OLDEST_MAJOR
        ? []
        : [error(`The server is PostgreSQL ${version}.`, `Use PostgreSQL ${OLDEST_MAJOR} or newer.`)];
    },
  },
  {
    id: 'database.encoding',
    find: async ({ client }) => {
      const encoding = await setting(client, 'server_encoding');
      return encoding === 'UTF8'
        ? []
        : [
            error(
              `The database is encoded in ${encoding}.`,
              "Make it anew with ENCODING 'UTF8': names would be refused.",
            ),
          ];
    },
  },
  {
    id: 'database.extensions',
    find: async ({ client }) => {
      const { rows } = await client.query<{ name: string }>('SELECT name FROM pg_available_extensions');
      const missing = EXTENSIONS.filter((extension) => !rows.some(({ name }) => name === extension));
      return missing.map((extension) =>
        error(
          `The server does not have the extension ${extension}.`,
          'Install its contrib package (postgresql-contrib).',
        ),
      );
    },
  },
  {
    id: 'database.clock',
    find: async ({ client }) => {
      const asked = Date.now();
      const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
      const middle = (asked + Date.now()) / 2;
      const seconds = Math.abs((rows[0]?.now.getTime() ?? middle) - middle) / 1000;
      if (seconds <= MAX_CLOCK_DIFFERENCE_S) return [];
      return [
        warning(
          `The clocks of this machine and the server are ${Math.round(seconds)} s apart.`,
          'Let NTP set both.',
        ),
      ];
    },
  },
  {
    id: 'database.writable',
    find: async ({ client }) =>
      (await setting(client, 'transaction_read_only')) === 'off'
        ? []
        : [error('The database only answers reads.', 'DATABASE_URL must name the primary, not a standby.')],
  },
];
