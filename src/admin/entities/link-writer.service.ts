import { Injectable } from '@nestjs/common';
import type { Diff } from '../../core/audit/log-entry.entity.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import { linkTarget, mayChoose } from './link-access.js';
import { LinkRows } from './link-rows.service.js';
import type { Posted } from './posted-values.js';

/** Saves the many-to-many choices that were posted with a row. */
@Injectable()
export class LinkWriter {
  constructor(private readonly rows: LinkRows) {}

  /** Saves those that this person may write, and ignores the others. @returns what changed, by link; null: nothing. */
  async save(admin: EntityAdmin, key: string, posted: Posted, staff: StaffUser): Promise<Diff | null> {
    const diff: Diff = {};
    for (const link of admin.links) {
      if (!Object.hasOwn(posted, link.name) || !mayChoose(admin, link, staff)) continue;
      const change = await this.rows.save(
        link,
        linkTarget(admin, link, staff)!,
        key,
        posted[link.name],
        staff,
      );
      if (change) diff[link.name] = change;
    }
    return Object.keys(diff).length > 0 ? diff : null;
  }
}
