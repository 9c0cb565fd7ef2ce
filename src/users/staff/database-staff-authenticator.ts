import { Injectable } from '@nestjs/common';
import { StaffAuthenticator, type StaffUser } from '../../admin/staff-authenticator.js';
import type { CacheNamespace } from '../../core/cache/cache-namespace.js';
import { Cache } from '../../core/cache/cache.service.js';
import { preparedRead } from '../../core/database/prepared-query.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { Credentials } from '../auth/credentials.service.js';
import { GroupPermission } from '../groups/group-permission.entity.js';
import { Permission } from '../groups/permission.entity.js';
import { UserGroup } from '../groups/user-group.entity.js';
import { UserPermission } from '../groups/user-permission.entity.js';
import { MAX_PASSWORD_LENGTH } from '../passwords/password-rules.js';
import type { User } from '../user.entity.js';

/** What decides what somebody is permitted; whether they are staff at all is asked anew every time. */
const GRANTS = [Permission, UserPermission, GroupPermission, UserGroup];
const TTL_MS = 60_000;

type Person = Pick<User, 'id' | 'username' | 'email' | 'isSuperuser'>;

/** Asked by every request of the admin. */
const ACTIVE_STAFF = preparedRead<Person>(`
  SELECT id, username, email, is_superuser AS "isSuperuser" FROM "user" WHERE id = $1 AND is_active AND is_staff`);

/** Lets the active staff of the `user` table into the admin, with the permissions given to them or their groups. */
@Injectable()
export class DatabaseStaffAuthenticator implements StaffAuthenticator {
  private readonly codenames: CacheNamespace<string[]>;

  constructor(
    private readonly credentials: Credentials,
    private readonly transactions: Transactions,
    cache: Cache,
  ) {
    this.codenames = cache.namespace({ name: 'permissions', ttl: TTL_MS, tags: GRANTS });
  }

  async authenticate(login: string, password: string): Promise<StaffUser | null> {
    if (password.length > MAX_PASSWORD_LENGTH) return null;
    const user = await this.credentials.verify(login, password, ({ isStaff }) => isStaff);
    return user && this.staffUserOf(user);
  }

  async findActive(id: number): Promise<StaffUser | null> {
    const [person] = await ACTIVE_STAFF(this.transactions, [id]);
    return person ? this.staffUserOf(person) : null;
  }

  private async staffUserOf({ id, username, email, isSuperuser }: Person): Promise<StaffUser> {
    return {
      id,
      username,
      email,
      isSuperuser,
      permissions: isSuperuser ? new Set() : await this.permissionsOf(id),
    };
  }

  private async permissionsOf(userId: number): Promise<Set<string>> {
    return new Set(await this.codenames.getOrSet(String(userId), () => this.loadCodenames(userId)));
  }

  private async loadCodenames(userId: number): Promise<string[]> {
    const rows = await this.transactions.sql<{ codename: string }>(
      `SELECT codename FROM permission JOIN user_permission ON permission_id = permission.id WHERE user_id = $1
       UNION
       SELECT codename FROM permission
         JOIN group_permission ON permission_id = permission.id
         JOIN user_group USING (group_id)
         WHERE user_id = $1`,
      [userId],
    );
    return rows.map(({ codename }) => codename);
  }
}
