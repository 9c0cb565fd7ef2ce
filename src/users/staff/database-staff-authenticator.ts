import { Injectable } from '@nestjs/common';
import { StaffAuthenticator, type StaffUser } from '../../admin/staff-authenticator.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { Credentials } from '../auth/credentials.service.js';
import { MAX_PASSWORD_LENGTH } from '../passwords/password-rules.js';
import type { User } from '../user.entity.js';
import { UsersService } from '../users.service.js';

/** Lets the active staff of the `user` table into the admin, with the permissions given to them or their groups. */
@Injectable()
export class DatabaseStaffAuthenticator implements StaffAuthenticator {
  constructor(
    private readonly users: UsersService,
    private readonly credentials: Credentials,
    private readonly transactions: Transactions,
  ) {}

  async authenticate(login: string, password: string): Promise<StaffUser | null> {
    if (password.length > MAX_PASSWORD_LENGTH) return null;
    const user = await this.credentials.verify(login, password, ({ isStaff }) => isStaff);
    return user && this.staffUserOf(user);
  }

  async findActive(id: number): Promise<StaffUser | null> {
    const user = await this.users.findById(id);
    return user?.isActive && user.isStaff ? this.staffUserOf(user) : null;
  }

  private async staffUserOf({ id, username, email, isSuperuser }: User): Promise<StaffUser> {
    return {
      id,
      username,
      email,
      isSuperuser,
      permissions: isSuperuser ? new Set() : await this.permissionsOf(id),
    };
  }

  private async permissionsOf(userId: number): Promise<Set<string>> {
    const rows = await this.transactions.manager.query<{ codename: string }[]>(
      `SELECT codename FROM permission JOIN user_permission ON permission_id = permission.id WHERE user_id = $1
       UNION
       SELECT codename FROM permission
         JOIN group_permission ON permission_id = permission.id
         JOIN user_group USING (group_id)
         WHERE user_id = $1`,
      [userId],
    );
    return new Set(rows.map((row) => row.codename));
  }
}
