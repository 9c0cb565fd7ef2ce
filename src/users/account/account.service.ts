import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.service.js';
import { NotAuthenticatedError, StaleVersionError } from '../../core/http/app-error.js';
import { contentTag, type ExpectedTags } from '../../core/http/etag.js';
import { BillingSummary } from '../billing-summary.js';
import type { User } from '../user.entity.js';
import { type Profile, UsersService } from '../users.service.js';
import type { ProfileChangeDto } from './dto/profile.dto.js';
import type { UserAnswer } from './dto/user.answer.js';

/** What people see and change of their own account. */
@Injectable()
export class AccountService {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersService,
    private readonly billing: BillingSummary,
  ) {}

  /** @throws NotAuthenticatedError when the account was closed since the token was made. */
  async read(userId: number): Promise<UserAnswer> {
    return this.answerFor(await this.activeUser(userId));
  }

  /**
   * Changes the fields that are given.
   * @throws AccountTakenError when the username is, StaleVersionError when the account is not as `expected`.
   */
  async change(userId: number, dto: ProfileChangeDto, expected: ExpectedTags): Promise<UserAnswer> {
    const changes: Partial<Profile> = {
      ...(dto.username !== undefined && { username: dto.username }),
      ...(dto.first_name !== undefined && { firstName: dto.first_name }),
      ...(dto.last_name !== undefined && { lastName: dto.last_name }),
      ...(dto.date_of_birth !== undefined && { dateOfBirth: dto.date_of_birth }),
    };
    return this.transactions.run(async () => {
      await this.transactions.sql('SELECT FROM "user" WHERE id = $1 FOR UPDATE', [userId]);
      const user = await this.activeUser(userId);
      if (expected !== null && !expected.includes(contentTag(await this.answerFor(user))))
        throw new StaleVersionError();
      return this.answerFor(await this.users.updateProfile(user, changes));
    });
  }

  async answerFor(user: User): Promise<UserAnswer> {
    return {
      pk: user.id,
      username: user.username,
      email: user.email,
      first_name: user.firstName,
      last_name: user.lastName,
      date_of_birth: user.dateOfBirth,
      ...(await this.billing.forUser(user.id)),
    };
  }

  private async activeUser(id: number): Promise<User> {
    const user = await this.users.findById(id);
    if (!user?.isActive) throw new NotAuthenticatedError();
    return user;
  }
}
