import type pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from './cluster.js';
import { holderOf, tryLock } from './instance-lock.js';
import { stopPostmaster } from './postmaster.js';
import { connectToRunning, isPassing, type ServerConnection } from './server-connection.js';

/** Beside the one of the instance lock, in the same database. */
const MEMBERS_KEY = 0x43564901;
const REJOIN_PAUSE_MS = 1_000;

/**
 * The use of a server that another process owns: a shared advisory lock, without which its owner, or the last who used
 * it, stops the server. It belongs to a session, so it ends with its holder however that dies; the session keeps no
 * process alive that has nothing else to do.
 */
export class Membership {
  private ending = false;

  private constructor(
    private readonly cluster: Cluster,
    private connection: ServerConnection,
  ) {
    this.watch();
    keepAlive(connection.client, false);
  }

  /** @returns undefined where no living process owns the server, or its owner is stopping it. */
  static async begin(cluster: Cluster): Promise<Membership | undefined> {
    const connection = await connectToRunning(cluster);
    if (!connection) return undefined;
    try {
      if (await holderOf(connection.client)) {
        await join(connection.client);
        return new Membership(cluster, connection);
      }
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
    await connection.client.end().catch(() => undefined);
    return undefined;
  }

  get port(): number {
    return this.connection.port;
  }

  /** The last one out stops a server that has lost its owner. */
  async end(): Promise<void> {
    if (this.ending) return;
    this.ending = true;
    const { client } = this.connection;
    keepAlive(client, true);
    try {
      await client.query('SELECT pg_advisory_unlock_shared($1)', [MEMBERS_KEY]);
      if ((await tryLock(client)) && !(await isUsedByOthers(client))) await stopPostmaster(this.cluster);
    } catch (error) {
      if (!isPassing(error) && !/not queryable|closed/.test((error as Error).message)) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private watch(): void {
    this.connection.client.once('end', () => {
      if (!this.ending) void this.rejoin();
    });
  }

  /** The server went down or dropped our session: its owner brings it back on the same port. */
  private async rejoin(): Promise<void> {
    while (!this.ending) {
      const connection = await connectToRunning(this.cluster).catch(() => undefined);
      const joined =
        connection &&
        (await join(connection.client).then(
          () => true,
          () => false,
        ));
      if (connection && joined) {
        this.connection = connection;
        keepAlive(connection.client, false);
        return this.ending ? connection.client.end() : this.watch();
      }
      await delay(REJOIN_PAUSE_MS, undefined, { ref: false });
    }
  }
}

/** Says whether the session alone keeps this process alive; pg can, its types do not say so. */
function keepAlive(client: pg.Client, yes: boolean): void {
  (client as pg.Client & Record<'ref' | 'unref', () => void>)[yes ? 'ref' : 'unref']();
}

/** Waits while the server is being stopped: then the session ends, and with it the wait. */
async function join(client: pg.Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock_shared($1)', [MEMBERS_KEY]);
}

/** Whether a process has joined the server. If none has, none can as long as the session of `client` lives. */
export async function isUsedByOthers(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [
    MEMBERS_KEY,
  ]);
  return rows[0]?.alone !== true;
}
