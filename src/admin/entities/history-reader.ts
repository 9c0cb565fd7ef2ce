import { Injectable } from '@nestjs/common';
import { type Diff, LogEntry } from '../../core/audit/log-entry.entity.js';
import { Transactions } from '../../core/database/transactions.service.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import { EntityReader } from './entity-reader.js';

/** Stands for somebody whom the reader may not see among the people. */
const SOMEBODY = 'A member of staff';

/** A log entry with the name of whoever made it. */
export interface HistoryEntry {
  id: string;
  at: Date;
  action: string;
  /** Null when nobody did it, such as a job. */
  who: string | null;
  label: string;
  diff: Diff | null;
}

/** Reads what was done to a row from the log. */
@Injectable()
export class HistoryReader {
  constructor(
    private readonly transactions: Transactions,
    private readonly reader: EntityReader,
  ) {}

  /** What was done to a row, the newest first; by whom, as far as this person may see people. */
  async of(
    admin: EntityAdmin,
    key: string,
    { limit, offset }: { limit: number; offset: number },
    staff: StaffUser,
  ): Promise<HistoryEntry[]> {
    const entries = await this.transactions.repository(LogEntry).find({
      where: { entity: admin.id, entityId: key },
      order: { id: 'DESC' },
      take: limit,
      skip: offset,
    });
    const actors = entries.map(({ actorId }) => actorId).filter((id) => id !== null);
    const names = await this.names(admin, [...new Set(actors.map(String))], staff);
    return entries.map(({ id, createdAt, action, actorId, label, diff }) => ({
      ...{ id: String(id), at: createdAt, action, label, diff },
      who: actorId === null ? null : (names.get(String(actorId)) ?? SOMEBODY),
    }));
  }

  async countOf(admin: EntityAdmin, key: string): Promise<number> {
    return this.transactions.repository(LogEntry).countBy({ entity: admin.id, entityId: key });
  }

  private async names(
    admin: EntityAdmin,
    actors: readonly string[],
    staff: StaffUser,
  ): Promise<Map<string, string>> {
    const people = admin.siblings.get('user')!;
    const names = await this.reader.titles(people, actors, staff);
    return names.set(String(staff.id), staff.username);
  }
}
