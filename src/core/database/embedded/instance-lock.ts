import type pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServerConnection } from './server-connection.js';

/** One key for all: the lock is per cluster because it is taken in the cluster's own `postgres` database. */
const LOCK_KEY = 0x43564900;
const RETRY_MS = 100;
/** A killed holder's session ends within moments; a living one keeps it. */
const ATTEMPTS = 5;
const RECOVERY_PAUSE_MS = 1_000;

/**
 * The right to be the one process that owns the cluster: a session-level advisory lock, so it ends with its
 * holder however that dies. The session's `application_name` says who holds it.
 */
export class InstanceLock {
  private address: string | undefined;
  private held = true;
  private releasing = false;
  private recovery: Promise<void> = Promise.resolve();

  private constructor(
    private connection: ServerConnection,
    private readonly reconnect: () => Promise<ServerConnection>,
    private readonly report: (message: string) => void,
  ) {
    this.watch();
  }

  /**
   * @param reconnect reaches the server again, starting it if need be, after the session was lost.
   * @returns the lock, or who holds it: `pid 4711, http://127.0.0.1:3000`.
   */
  static async acquire(
    connection: ServerConnection,
    reconnect: () => Promise<ServerConnection>,
    report: (message: string) => void,
  ): Promise<InstanceLock | string> {
    let holder: string | undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (await tryLock(connection.client)) return new InstanceLock(connection, reconnect, report);
      holder = (await holderOf(connection.client)) ?? holder;
      await delay(RETRY_MS);
    }
    return holder ?? 'another process';
  }

  /** Tells other starts where this instance answers, e.g. `http://127.0.0.1:3000`. */
  async setAddress(address: string): Promise<void> {
    this.address = address;
    await introduce(this.connection.client, address);
  }

  /**
   * Gives the lock up after `last` has run on its session, so that nobody comes in between; `last` may stop the
   * server. It does not run if another process has taken over.
   */
  async release(last: (connection: ServerConnection) => Promise<void>): Promise<void> {
    if (this.releasing) return;
    this.releasing = true;
    await this.recovery;
    try {
      if (this.held) await last(this.connection);
    } finally {
      await this.connection.client.end().catch(() => undefined);
    }
  }

  private watch(): void {
    this.connection.client.once('end', () => {
      if (!this.releasing) this.recovery = this.recover();
    });
  }

  /** The server went down or dropped our session: bring it back on the same port and lock again. */
  private async recover(): Promise<void> {
    while (!this.releasing) {
      try {
        this.connection = await this.reconnect();
        this.held = await tryLock(this.connection.client, this.address);
        if (this.held) return this.watch();
        const holder = await holderOf(this.connection.client);
        this.report(`Another process (${holder}) took the embedded PostgreSQL over. Stop one of the two.`);
        return;
      } catch (error) {
        this.report(`The embedded PostgreSQL is away: ${(error as Error).message}`);
        await delay(RECOVERY_PAUSE_MS);
      }
    }
  }
}

/** Makes `client` the session that holds the lock, unless another one does. */
export async function tryLock(client: pg.Client, address?: string): Promise<boolean> {
  await introduce(client, address);
  const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
    LOCK_KEY,
  ]);
  return rows[0]?.locked === true;
}

async function introduce(client: pg.Client, address?: string): Promise<void> {
  const name = [`pid ${process.pid}`, address].filter(Boolean).join(', ');
  await client.query(`SELECT set_config('application_name', $1, false)`, [name]);
}

/** Who holds the lock of the cluster that `client` is connected to, if anyone. */
export async function holderOf(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_stat_activity JOIN pg_locks USING (pid)
      WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = $1::bigint::oid
        AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [LOCK_KEY],
  );
  return rows[0]?.name;
}
