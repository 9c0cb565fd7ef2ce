import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ABILITIES, permissionName } from '../../admin/abilities.js';
import { AdminRegistry } from '../../admin/admin-registry.js';
import type { StaffUser } from '../../admin/staff-authenticator.js';

/** Stands for whoever may do everything, to ask an entity what can be done to it at all. */
const ANYONE: StaffUser = { id: 0, username: '', email: '', isSuperuser: true, permissions: new Set() };

/** Keeps a row in `permission` for everything staff can be allowed to do in the admin. */
@Injectable()
export class PermissionsSync {
  constructor(
    private readonly registry: AdminRegistry,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * Adds what is missing and removes what is for nothing any more; for the process that serves the admin, at its start.
   * What somebody was given stays even so: it allows nothing, and means something again to an older version.
   */
  async run(): Promise<void> {
    const permissions = [...this.registry.resolve(this.dataSource).values()].flatMap((admin) =>
      ABILITIES.filter((ability) => admin.allows(ANYONE, ability)).map((ability) => ({
        codename: permissionName(admin.group.name, ability, admin.id),
        name: `Can ${ability} ${admin.id.replaceAll('_', ' ')}`,
      })),
    );
    await this.dataSource.query(
      `WITH removed AS (
         DELETE FROM permission WHERE codename <> ALL ($1)
           AND NOT EXISTS (SELECT 1 FROM user_permission WHERE permission_id = permission.id)
           AND NOT EXISTS (SELECT 1 FROM group_permission WHERE permission_id = permission.id)
       )
       INSERT INTO permission (codename, name)
       SELECT * FROM unnest($1::text[], $2::text[]) AS wanted (codename, name)
       WHERE NOT EXISTS (SELECT 1 FROM permission known WHERE known.codename = wanted.codename)
       ON CONFLICT (codename) DO NOTHING`,
      [permissions.map(({ codename }) => codename), permissions.map(({ name }) => name)],
    );
  }
}
