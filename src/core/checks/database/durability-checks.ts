import { type Check, error, info, type Problem, warning } from '../check.js';
import { type DatabaseSubject, setting } from './database-subject.js';

/** Whether what was stored is still there after a power cut, or a fire. */
export const DURABILITY_CHECKS: Check<DatabaseSubject>[] = [
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
    id: 'database.backups',
    deploy: true,
    find: backups,
  },
];

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
