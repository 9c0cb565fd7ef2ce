import pg from 'pg';
import { UnusableServerError } from './database.errors.js';
import { connectionSettings } from './database-options.js';
import { describeUrl } from './database-url.js';
import { explainConnectionError } from './explain-connection-error.js';

const OLDEST_MAJOR = 14;

/** Makes sure that the server of `DATABASE_URL` lets us in and is new enough. @throws UnusableServerError */
export async function checkServer(url: string): Promise<void> {
  const version = await readVersion(url);
  const major = Math.floor(version / 10_000);
  if (major >= OLDEST_MAJOR) return;
  throw new UnusableServerError(
    `PostgreSQL at ${describeUrl(url).server} is version ${major}, and version ${OLDEST_MAJOR} or newer is needed. ` +
      'Upgrade it, or leave DATABASE_URL unset to use the PostgreSQL that comes along.',
  );
}

async function readVersion(url: string): Promise<number> {
  let client: pg.Client | undefined;
  try {
    // A file named in the address, such as sslrootcert, is read here already.
    client = new pg.Client({ connectionString: url, ...connectionSettings('request') });
    client.on('error', () => undefined); // the query in progress reports it
    await client.connect();
    const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
    return Number(rows[0]?.server_version_num);
  } catch (error) {
    throw new UnusableServerError(explainConnectionError(error as Error, url), { cause: error });
  } finally {
    await client?.end().catch(() => undefined);
  }
}
