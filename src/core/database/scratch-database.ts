import type pg from 'pg';
import { randomBytes } from 'node:crypto';
import { withCleanUp } from '../cli/interruption.js';
import { withClient } from './with-client.js';

/** Scratch databases of ours whose maker, a session that bears their name, is gone. */
const STALE = String.raw`
  SELECT datname AS name FROM pg_database
   WHERE datname ~ '^scratch_[0-9a-f]{12}$' AND pg_get_userbyid(datdba) = current_user
     AND NOT EXISTS (SELECT FROM pg_stat_activity s WHERE s.application_name = datname OR s.datname = pg_database.datname)`;

/** Makes an empty database beside the given one, hands its address to `work` and drops it again. */
export async function withScratchDatabase<Result>(
  url: string,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const name = `scratch_${randomBytes(6).toString('hex')}`;
  return withClient(url, async (maker) => {
    await maker.query(`SET application_name = ${name}`);
    await dropStale(maker);
    const making = maker.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    return withCleanUp(
      async () => {
        await making;
        return work(Object.assign(new URL(url), { pathname: `/${name}` }).href);
      },
      async () => {
        await making.catch(() => undefined);
        // Over a connection of its own: the maker's may be what was lost.
        await withClient(url, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
      },
    );
  });
}

/** What a killed process left behind; another one may be doing the same. */
async function dropStale(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(STALE);
  for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${name}`).catch(() => undefined);
}
