import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { OverviewAnswer } from '../answers/overview.answer.js';
import type { EntityAdmin } from '../entities/entity-admin.js';
import type { StaffUser } from '../staff-authenticator.js';
import { ADMIN_PATH } from './admin-paths.js';
import { pluralLabel } from './labels.js';

/** Counting stops here, so that the start page costs the same however large the tables grow. */
const COUNT_LIMIT = 1000;

/** The start page: every entity this person may view, by section, with how many rows there are. */
@Injectable()
export class Overview {
  constructor(private readonly dataSource: DataSource) {}

  async of(admins: EntityAdmin[], staff: StaffUser): Promise<OverviewAnswer> {
    const visible = admins.filter((admin) => admin.allows(staff, 'view'));
    const counts = await this.counts(visible);
    const groups = new Map<string, OverviewAnswer['groups'][number]>();
    for (const admin of visible) {
      const group = groups.get(admin.group.name) ?? { name: admin.group.name, entities: [] };
      const count = counts.get(admin.id) ?? 0;
      group.entities.push({
        label: pluralLabel(admin.id),
        href: `${ADMIN_PATH}/resources/${admin.id}`,
        count: count > COUNT_LIMIT ? `${COUNT_LIMIT}+` : String(count),
      });
      groups.set(group.name, group);
    }
    return { groups: [...groups.values()] };
  }

  private async counts(admins: EntityAdmin[]): Promise<Map<string, number>> {
    if (admins.length === 0) return new Map();
    const table = (admin: EntityAdmin) =>
      admin.metadata.tablePath
        .split('.')
        .map((part) => this.dataSource.driver.escape(part))
        .join('.');
    const sql = admins.map(
      (admin, index) =>
        `SELECT ${index} AS place, count(*)::int AS count FROM (SELECT 1 FROM ${table(admin)} LIMIT ${COUNT_LIMIT + 1}) AS capped`,
    );
    const rows = await this.dataSource.query<{ place: number; count: number }[]>(sql.join(' UNION ALL '));
    return new Map(rows.map(({ place, count }) => [admins[place]!.id, count]));
  }
}
