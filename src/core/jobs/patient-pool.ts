import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 1_000;

/**
 * A pool for BullMQ, which remembers for good that its first connection failed: its queue then takes nothing any more, and
 * its worker asks again without a pause. So a connection by promise is tried until there is one; what `query` asks for
 * fails as usual.
 */
export class PatientPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Parameters<pg.Pool['connect']>[0]): void;
  override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | void {
    return callback ? super.connect(callback) : this.untilConnected();
  }

  private async untilConnected(): Promise<pg.PoolClient> {
    for (;;) {
      try {
        return await super.connect();
      } catch (error) {
        if (this.ending) throw error;
        this.emit('error', error as Error, undefined as never);
        await delay(PAUSE_MS, undefined, { ref: false });
      }
    }
  }
}
