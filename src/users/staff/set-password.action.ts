import { Injectable } from '@nestjs/common';
import { type ActionValues, RowAction } from '../../admin/options/row-action.js';
import { AdminSession } from '../../admin/sessions/admin-session.entity.js';
import type { StaffUser } from '../../admin/staff-authenticator.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { ForbiddenError } from '../../core/http/app-error.js';
import type { User } from '../user.entity.js';
import { UsersService } from '../users.service.js';

/** Sets somebody's password from the admin, by the rules of every password, and ends all sessions they have. */
@Injectable()
export class SetPassword extends RowAction<User> {
  constructor(
    private readonly users: UsersService,
    private readonly transactions: Transactions,
  ) {
    super();
  }

  async run(people: User[], { password }: ActionValues, staff: StaffUser): Promise<void> {
    for (const person of people) {
      // Whoever could log in as other staff would have their permissions too.
      if (person.isStaff && !staff.isSuperuser && person.id !== staff.id)
        throw new ForbiddenError('Only superusers set the password of other staff.');
      await this.users.setPassword(person, String(password));
      await this.transactions.repository(AdminSession).delete({ userId: person.id });
    }
  }
}
