import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { connectionSettings } from '../database/database-options.js';
import { DatabaseUrl } from '../database/database-url.js';
import { EntityChanges } from './entity-changes.service.js';

/** The channel that the triggers `<table>_notify_change` name their table on. */
const CHANNEL = 'entity_change';

/** Connections of one process that hear of changes. */
export const LISTENER_CONNECTIONS = 1;

/** How long after a lost connection the next one is opened, in milliseconds. */
const PAUSE_MS = 1_000;

/**
 * Hears from PostgreSQL of every committed change of a watched table, whoever made it, on a connection of its own. What
 * was missed while there was none is made good by taking everything for changed.
 */
@Injectable()
export class ChangeListener implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Cache');
  private readonly stop = new AbortController();
  private client: pg.Client | undefined;

  constructor(
    private readonly database: DatabaseUrl,
    private readonly changes: EntityChanges,
  ) {}

  onApplicationBootstrap(): void {
    void this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.client?.end();
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    while (!signal.aborted) {
      const problem = await this.listen().catch((error: unknown) => error);
      if (signal.aborted) return;
      this.log.warn('changes made by other processes are not heard of until the database is back', problem);
      await delay(PAUSE_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Listens until the connection is lost. */
  private async listen(): Promise<void> {
    const client = new pg.Client({ ...connectionSettings('worker'), connectionString: this.database.url });
    this.client = client;
    const lost = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('error', () => undefined); // the end that follows says it
    client.on('notification', ({ payload = '' }) => void this.changes.changed([payload]));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      await this.changes.changed(this.changes.tables);
      await lost;
    } finally {
      await client.end();
    }
  }
}
