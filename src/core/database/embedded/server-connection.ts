import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { freePort, logFile, logTail, runningPort, spawnPostmaster } from './postmaster.js';

/** Long enough for crash recovery on a slow disk. */
const PATIENCE_MS = 60_000;
const POLL_MS = 25;
const MAX_FAILED_STARTS = 5;
/** Sessions of a server that was killed need a moment to notice, and no new one starts before they have gone. */
const FAILED_START_PAUSE_MS = 500;

const PASSING = new Set(['57P03', '57P01', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

/** Whether the server is only starting up, shutting down or just gone, so that another try makes sense. */
export function isPassing(error: unknown): boolean {
  const { code, message } = error as Error & { code?: string };
  return PASSING.has(code ?? '') || /terminated|timeout/i.test(message);
}

export interface ServerConnection {
  client: pg.Client;
  port: number;
}

/** Address of a database of the cluster. */
export function urlOf({ user, password }: Cluster, port: number, database: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * A connection to the server of `cluster`: the one that runs (an orphan of a killed process included), or a new
 * one. Any number of processes may call this at once: PostgreSQL itself lets only one server start.
 * @param wantedPort where a new server listens; a free port when not given.
 * @param settings PostgreSQL settings of a new server.
 */
export async function reachServer(
  cluster: Cluster,
  settings: Record<string, string>,
  wantedPort?: number,
): Promise<ServerConnection> {
  const deadline = Date.now() + PATIENCE_MS;
  let failedStarts = 0;
  let starting: ReturnType<typeof spawnPostmaster> | undefined;
  for (;;) {
    const connection = await connectToRunning(cluster);
    if (connection) return connection;
    if (
      starting &&
      (starting.exitCode !== null || starting.signalCode !== null || starting.pid === undefined)
    ) {
      starting = undefined;
      // It also ends when another start was a moment faster, and then that one's server answers next.
      if ((await runningPort(cluster)) === undefined) {
        failedStarts += 1;
        await delay(FAILED_START_PAUSE_MS);
      }
    } else if (!starting && (await runningPort(cluster)) === undefined) {
      starting = spawnPostmaster(cluster, wantedPort ?? (await freePort()), settings);
    }
    if (failedStarts >= MAX_FAILED_STARTS || Date.now() > deadline) {
      throw new EmbeddedPostgresError(
        `The embedded PostgreSQL does not start. The end of ${logFile(cluster)}:\n${await logTail(cluster)}`,
      );
    }
    await delay(POLL_MS);
  }
}

/** A connection to the server if one runs and accepts connections, undefined if it does not (yet). */
export async function connectToRunning(cluster: Cluster): Promise<ServerConnection | undefined> {
  const port = await runningPort(cluster);
  if (port === undefined) return undefined;
  const client = new pg.Client({
    connectionString: urlOf(cluster, port, 'postgres'),
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
  });
  client.on('error', () => undefined); // whoever uses the connection learns of its end by the 'end' event
  try {
    await client.connect();
    return { client, port };
  } catch (error) {
    await client.end().catch(() => undefined);
    if (isPassing(error)) return undefined;
    throw new EmbeddedPostgresError(
      `The server on port ${port} is not the one of ${cluster.dataDirectory}, or refuses us: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
