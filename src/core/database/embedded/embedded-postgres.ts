import { mkdir, realpath } from 'node:fs/promises';
import { type ServerAccount, serverAccount } from './account.js';
import { findBinaries } from './binaries.js';
import { openCluster, readCluster } from './cluster.js';
import { AlreadyRunningError } from './embedded-postgres.errors.js';
import { InstanceLock } from './instance-lock.js';
import { isUsedByOthers, Membership } from './membership.js';
import { choosePlacement, homeIn, type Placement } from './placement.js';
import { stopPostmaster } from './postmaster.js';
import { isPassing, reachServer, urlOf } from './server-connection.js';

export interface EmbeddedPostgresOptions {
  /** Folder of the installation's data; the cluster goes to `postgres` in it where the server can reach that. */
  dataDir: string;
  /** Receives one sentence at a time about what takes long or is worth knowing. */
  report: (message: string) => void;
  /** PostgreSQL settings of the server, over our defaults. */
  settings?: Record<string, string>;
}

/** Our own PostgreSQL, owned by this process until `stop`. */
export interface EmbeddedPostgres {
  /** `postgresql://…` of the database `cv_improver`, as its superuser. */
  url: string;
  /** Tells a second start where this instance answers. */
  setAddress(address: string): Promise<void>;
  /**
   * Stops the server within 40 seconds, unless another process still uses it, whose end then stops it. To be called
   * last: it disconnects every client.
   */
  stop(): Promise<void>;
}

const DATABASE = 'cv_improver';

/** How often a start begins anew because the server was being stopped meanwhile. */
const MAX_STARTS = 3;

/**
 * Starts the PostgreSQL that npm brought, on a free port of 127.0.0.1, or adopts the one that a killed process
 * left running. The server survives this process; the next start finds it, and all data.
 * @throws AlreadyRunningError when a living process owns it, EmbeddedPostgresError when it cannot be used.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  for (let starts = 1; ; starts += 1) {
    try {
      return await own(options);
    } catch (error) {
      if (!isPassing(error) || starts === MAX_STARTS) throw error;
    }
  }
}

async function own(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { report, settings = {} } = options;
  const { dataDir, account, placement } = await place(options.dataDir, report);
  const cluster = await openCluster(placement, { account, report, sync: settings.fsync !== 'off' });

  const connection = await reachServer(cluster, settings);
  const lock = await InstanceLock.acquire(
    connection,
    () => reachServer(cluster, settings, connection.port),
    report,
  );
  if (typeof lock === 'string') {
    await connection.client.end();
    throw new AlreadyRunningError(dataDir, lock);
  }
  const stop = () =>
    lock.release(async ({ client }) => {
      if (!(await isUsedByOthers(client))) return stopPostmaster(cluster);
      report('Another process still uses the database: PostgreSQL goes on until that ends.');
    });
  try {
    const found = await connection.client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await connection.client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: urlOf(cluster, connection.port, DATABASE),
    setAddress: (address) => lock.setAddress(address),
    stop,
  };
}

/**
 * Joins the embedded PostgreSQL of `dataDir` if a living process owns it: the server then stays until `leave`, however
 * early its owner ends. Undefined when there is none to join.
 */
export async function joinEmbeddedPostgres(
  dataDir: string,
): Promise<{ url: string; leave(): Promise<void> } | undefined> {
  const { account, placement } = await place(dataDir, () => undefined);
  const cluster = await readCluster(placement, account);
  const membership = cluster && (await Membership.begin(cluster));
  if (!membership) return undefined;
  return { url: urlOf(cluster, membership.port, DATABASE), leave: () => membership.end() };
}

/** Says where the cluster of `folder` is and who runs it. Paths are canonical, so a symlink is no second cluster. */
async function place(
  folder: string,
  report: (message: string) => void,
): Promise<{ dataDir: string; account: ServerAccount; placement: Placement }> {
  await mkdir(folder, { recursive: true });
  const dataDir = await realpath(folder);
  const binaries = await findBinaries();
  const account = await serverAccount(homeIn(dataDir), report);
  return { dataDir, account, placement: await choosePlacement({ dataDir, binaries, account, report }) };
}
