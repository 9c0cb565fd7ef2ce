import { Injectable } from '@nestjs/common';
import { DataSource, type FindOptionsSelect } from 'typeorm';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import { withRows } from './row-condition.js';

/** Counting stops here, so that it costs the same however large the tables grow. */
const LIMIT = 1000;

/** How many rows there are of several entities, roughly. */
@Injectable()
export class EntityCounts {
  constructor(private readonly dataSource: DataSource) {}

  /** By entity, the rows that this person may know of: a number, or `1000+`. */
  async of(admins: readonly EntityAdmin[], staff: StaffUser): Promise<Map<string, string>> {
    const isRestricted = (admin: EntityAdmin) => admin.rowsFor(staff).length > 0;
    const counts = await Promise.all([
      this.whole(admins.filter((admin) => !isRestricted(admin))),
      ...admins.filter(isRestricted).map((admin) => this.restricted(admin, staff)),
    ]);
    const shown = ([id, count]: [string, number]): [string, string] => [
      id,
      count > LIMIT ? `${LIMIT}+` : String(count),
    ];
    return new Map(counts.flat().map(shown));
  }

  private async whole(admins: readonly EntityAdmin[]): Promise<[string, number][]> {
    if (admins.length === 0) return [];
    const table = (admin: EntityAdmin) =>
      admin.metadata.tablePath
        .split('.')
        .map((part) => this.dataSource.driver.escape(part))
        .join('.');
    const sql = admins.map(
      (admin, index) =>
        `SELECT ${index} AS place, count(*)::int AS count FROM (SELECT 1 FROM ${table(admin)} LIMIT ${LIMIT + 1}) AS capped`,
    );
    const rows = await this.dataSource.query<{ place: number; count: number }[]>(sql.join(' UNION ALL '));
    return rows.map(({ place, count }) => [admins[place]!.id, count]);
  }

  private async restricted(admin: EntityAdmin, staff: StaffUser): Promise<[string, number][]> {
    const select = Object.fromEntries(admin.keys.map(({ name }) => [name, true]));
    const rows = await this.dataSource.getRepository<object>(admin.metadata.target).find({
      select: select as FindOptionsSelect<object>,
      where: withRows({}, admin.rowsFor(staff)),
      take: LIMIT + 1,
      loadEagerRelations: false,
    });
    return [[admin.id, rows.length]];
  }
}
