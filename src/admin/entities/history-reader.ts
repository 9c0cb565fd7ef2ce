import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Diff, LogEntry } from '../../core/audit/log-entry.entity.js';
import { Transactions } from '../../core/database/transactions.service.js';
import type { EntityAdmin } from './entity-admin.js';
import { quote, tableOf } from './sql-values.js';

/** A log entry with the name of whoever made it. */
export interface HistoryEntry {
  id: string;
  at: Date;
  action: string;
  who: string | null;
  label: string;
  diff: Diff | null;
}

/** Reads what was done to a row from the log. */
@Injectable()
export class HistoryReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
  ) {}

  /** What was done to a row, the newest first. */
  async of(admin: EntityAdmin, key: string, limit: number, offset: number): Promise<HistoryEntry[]> {
    const actor = this.dataSource.getMetadata(LogEntry).findRelationWithPropertyPath('actor')!;
    const people = actor.inverseEntityMetadata;
    // Who did something is told to whoever may see that it was done, whether or not they may view people.
    const name = quote(admin.siblings.get(people.tableName)!.title.columnName);
    const [join] = actor.joinColumns;
    const on = `a.${quote(join!.referencedColumn!.databaseName)} = l.${quote(join!.databaseName)}`;
    return this.transactions.sql<HistoryEntry>(
      `SELECT l.id::text, l.created_at AS at, l.action, a.${name}::text AS who, l.label, l.diff
       FROM log_entry l LEFT JOIN ${tableOf(people)} a ON ${on}
       WHERE l.entity = $1 AND l.entity_id = $2 ORDER BY l.id DESC LIMIT $3 OFFSET $4`,
      [admin.id, key, limit, offset],
    );
  }

  async countOf(admin: EntityAdmin, key: string): Promise<number> {
    return this.transactions.repository(LogEntry).countBy({ entity: admin.id, entityId: key });
  }
}
