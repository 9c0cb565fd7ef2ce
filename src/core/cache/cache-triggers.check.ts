import { Injectable } from '@nestjs/common';
import { error, type Problem } from '../checks/check.js';
import { RoomCheck } from '../checks/room-check.js';
import { Transactions } from '../database/transactions.service.js';
import { EntityChanges } from './entity-changes.service.js';

/** Tables that something remembered depends on, and whose changes nobody would be told of. */
@Injectable()
export class CacheTriggersCheck extends RoomCheck {
  readonly id = 'cache.triggers';

  constructor(
    private readonly transactions: Transactions,
    private readonly changes: EntityChanges,
  ) {
    super();
  }

  async find(): Promise<Problem[]> {
    const silent = await this.transactions.sql<{ name: string }>(
      `SELECT name FROM unnest($1::text[]) AS name WHERE NOT EXISTS (
         SELECT FROM pg_trigger WHERE tgrelid = to_regclass(format('%I', name))
           AND tgname = name || '_notify_change' AND tgenabled <> 'D'
       ) ORDER BY name`,
      [this.changes.tables],
    );
    return silent.map(({ name }) =>
      error(
        `Caches depend on the table "${name}", which tells nobody of its changes.`,
        `Its trigger ${name}_notify_change is missing or disabled; a migration creates it.`,
      ),
    );
  }
}
