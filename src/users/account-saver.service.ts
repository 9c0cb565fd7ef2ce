import { Injectable } from '@nestjs/common';
import { RowSaver } from '../admin/options/row-saver.js';
import type { User } from './user.entity.js';
import { UsersService } from './users.service.js';

/** Accounts that staff make or change, by the rules that hold for everyone's. */
@Injectable()
export class AccountSaver extends RowSaver<User> {
  constructor(private readonly users: UsersService) {
    super();
  }

  create(values: Partial<User>): Promise<User> {
    return this.users.createWithoutPassword({ ...values, username: values.username!, email: values.email! });
  }

  async update(row: User, changes: Partial<User>): Promise<void> {
    await this.users.updateAccount(row, changes);
  }
}
