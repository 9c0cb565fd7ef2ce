import { Injectable } from '@nestjs/common';
import { error, type Problem } from '../../core/checks/check.js';
import { RoomCheck } from '../../core/checks/room-check.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { DEMO_HASH } from '../demo/demo-people.js';
import { User } from '../user.entity.js';

/** Whether somebody can log in to what `demo:seed` made, with the password that stands in this project. */
@Injectable()
export class DemoAccountsCheck extends RoomCheck {
  readonly id = 'users.demo';
  override readonly deploy = true;

  constructor(private readonly transactions: Transactions) {
    super();
  }

  async find(): Promise<Problem[]> {
    const count = await this.transactions
      .repository(User)
      .countBy({ isActive: true, passwordHash: DEMO_HASH });
    if (count === 0) return [];
    return [
      error(
        `${count} active accounts of demo:seed open with a password that everybody can know.`,
        'Delete these accounts, or begin with a database of its own for production.',
      ),
    ];
  }
}
