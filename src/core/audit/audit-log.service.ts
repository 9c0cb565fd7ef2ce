import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Transactions } from '../database/transactions.service.js';
import { requestContext } from '../http/request-context.js';
import { type Diff, type LogAction, LogEntry } from './log-entry.entity.js';

export interface AuditEntry {
  actorId: number | null;
  action: LogAction;
  /** Table name of the row. */
  entity: string;
  entityId: string;
  label: string;
  diff?: Diff;
}

/** Writes log entries, in the transaction of the change they tell of, so that neither exists without the other. */
@Injectable()
export class AuditLog {
  constructor(private readonly transactions: Transactions) {}

  async record(entry: AuditEntry): Promise<void> {
    await this.recordAll([entry]);
  }

  async recordAll(entries: readonly AuditEntry[]): Promise<void> {
    const { requestId = null, ip = null } = requestContext() ?? {};
    const rows = entries.map((entry) => ({ ...entry, diff: entry.diff ?? null, requestId, ip }));
    await this.transactions.insertAll(LogEntry, rows);
  }

  /** Who changed a row last, and when; null where no entry tells. */
  async lastChange(
    entity: string,
    entityId: string,
  ): Promise<Pick<LogEntry, 'actorId' | 'createdAt'> | null> {
    return this.transactions.repository(LogEntry).findOne({
      select: { id: true, actorId: true, createdAt: true },
      where: { entity, entityId, action: In(['create', 'update']) },
      order: { id: 'DESC' },
    });
  }
}
