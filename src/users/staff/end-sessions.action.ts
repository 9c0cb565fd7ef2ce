import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { RowAction } from '../../admin/options/row-action.js';
import { AdminSession } from '../../admin/sessions/admin-session.entity.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { RefreshSessions } from '../auth/refresh-sessions.service.js';
import type { User } from '../user.entity.js';

/** Logs people out wherever they are logged in, in the admin too. */
@Injectable()
export class EndSessions extends RowAction<User> {
  constructor(
    private readonly sessions: RefreshSessions,
    private readonly transactions: Transactions,
  ) {
    super();
  }

  async run(people: User[]): Promise<void> {
    for (const { id } of people) await this.sessions.revokeAllOf(id);
    await this.transactions.repository(AdminSession).delete({ userId: In(people.map(({ id }) => id)) });
  }
}
