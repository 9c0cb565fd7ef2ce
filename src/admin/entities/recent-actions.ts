import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RecentAction } from '../answers/overview.answer.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import { areVisible } from './visible-rows.js';

const SHOWN = 10;
/** Entries looked at to find those; some may be of rows that this person may no longer see. */
const LOOKED_AT = 50;

interface Entry {
  id: string;
  createdAt: Date;
  action: string;
  who: string;
  isOwn: boolean;
  entity: string;
  entityId: string;
  label: string;
  isThere: boolean;
}

/** What was done in the admin lately, from the log. */
@Injectable()
export class RecentActions {
  constructor(private readonly dataSource: DataSource) {}

  /** The person's own last actions, or everyone's, newest first; only on what this person may view. */
  async of(
    admins: readonly EntityAdmin[],
    staff: StaffUser,
    who: 'me' | 'everyone',
  ): Promise<RecentAction[]> {
    const byId = new Map(admins.map((admin) => [admin.id, admin]));
    const entries = await this.entries([...byId.keys()], staff, who);
    const visible: RecentAction[] = [];
    for (const entry of entries) {
      const admin = byId.get(entry.entity)!;
      if (!(await areVisible(this.dataSource.manager, admin, [entry.entityId], staff))) continue;
      if (visible.push(this.shown(entry, admin, staff)) === SHOWN) break;
    }
    return visible;
  }

  private entries(entities: string[], staff: StaffUser, who: 'me' | 'everyone'): Promise<Entry[]> {
    const own = who === 'me' ? 'AND entry.actor_id = $2' : '';
    return this.dataSource.query<Entry[]>(
      `SELECT entry.id, entry.created_at AS "createdAt", entry.action, entry.entity, entry.entity_id AS "entityId",
              entry.label, coalesce(actor.username, '') AS who, entry.actor_id IS NOT DISTINCT FROM $2 AS "isOwn",
              NOT EXISTS (SELECT 1 FROM log_entry AS later WHERE later.entity = entry.entity
                AND later.entity_id = entry.entity_id AND later.action = 'delete') AS "isThere"
         FROM (SELECT * FROM log_entry AS entry
                WHERE entry.entity = ANY($1) AND entry.action NOT IN ('login', 'login_failed', 'logout') ${own}
                ORDER BY entry.id DESC LIMIT ${LOOKED_AT}) AS entry
         LEFT JOIN "user" AS actor ON actor.id = entry.actor_id
        ORDER BY entry.id DESC`,
      [entities, staff.id],
    );
  }

  private shown(entry: Entry, admin: EntityAdmin, staff: StaffUser): RecentAction {
    const seesTitle = admin.fieldsFor(staff).includes(admin.title);
    return {
      id: String(entry.id),
      at: entry.createdAt.toISOString(),
      action: entry.action,
      who: entry.isOwn ? null : entry.who || 'The system',
      entity: admin.id,
      title: (seesTitle && entry.label) || `#${entry.entityId}`,
      path: entry.isThere
        ? `/resources/${admin.id}/records/${encodeURIComponent(entry.entityId)}/show`
        : null,
    };
  }
}
