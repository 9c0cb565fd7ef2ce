import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverAccount } from '../../src/core/database/embedded/account.js';
import { findBinaries } from '../../src/core/database/embedded/binaries.js';
import { type Cluster, openCluster } from '../../src/core/database/embedded/cluster.js';
import { choosePlacement, homeIn } from '../../src/core/database/embedded/placement.js';
import { runProgram } from '../../src/core/database/embedded/run-program.js';
import { reachServer, urlOf } from '../../src/core/database/embedded/server-connection.js';

const SETTINGS = { fsync: 'off' };

/** A PostgreSQL that a test may stop, start and set up as it likes; nobody brings it back by itself. */
export interface OwnPostgres {
  /** Address of the database `postgres`, as superuser. */
  url: string;
  /** PostgreSQL's data directory. */
  dataDirectory: string;
  /** Cuts every session at once and writes nothing more to disk, as a crash does. */
  crash(): Promise<void>;
  /** On the same port as before. */
  start(): Promise<void>;
  /** Stops it and removes its files. */
  close(): Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const dataDir = realpathSync(mkdtempSync(join(process.env.TEST_DIRECTORY ?? tmpdir(), 'postgres-')));
  chmodSync(dataDir, 0o755); // root's server runs as another user
  const report = (): void => undefined;
  const account = await serverAccount(homeIn(dataDir), report);
  const placement = await choosePlacement({ dataDir, binaries: await findBinaries(), account, report });
  const cluster = await openCluster(placement, { account, report, sync: false });
  let port: number | undefined;
  const start = async (): Promise<void> => {
    const connection = await reachServer(cluster, SETTINGS, port);
    port = connection.port;
    await connection.client.end();
  };
  await start();
  return {
    url: urlOf(cluster, port ?? 0, 'postgres'),
    dataDirectory: cluster.dataDirectory,
    crash: () => stop(cluster),
    start,
    async close() {
      await stop(cluster).catch(() => undefined); // it may be down already
      rmSync(cluster.home, { recursive: true, force: true });
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function stop({ binaries, dataDirectory, account, home }: Cluster): Promise<void> {
  await runProgram(binaries.pgCtl, ['stop', '-D', dataDirectory, '-m', 'immediate', '-w'], account, home);
}
