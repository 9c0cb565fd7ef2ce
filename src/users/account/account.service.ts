import { Injectable } from '@nestjs/common';
import { NotAuthenticatedError } from '../../core/http/app-error.js';
import { BillingSummary } from '../billing-summary.js';
import type { User } from '../user.entity.js';
import { type Profile, UsersService } from '../users.service.js';
import type { ProfileChangeDto } from './dto/profile.dto.js';
import type { UserAnswer } from './dto/user.answer.js';

/** What people see and change of their own account. */
@Injectable()
export class AccountService {
  constructor(
    private readonly users: UsersService,
    private readonly billing: BillingSummary,
  ) {}

  /** @throws NotAuthenticatedError when the account was closed since the token was made. */
  async read(userId: number): Promise<UserAnswer> {
    return this.answerFor(await this.activeUser(userId));
  }

  /** Changes the fields that are given. @throws AccountTakenError when the username is. */
  async change(userId: number, dto: ProfileChangeDto): Promise<UserAnswer> {
    const changes: Partial<Profile> = {
      ...(dto.username !== undefined && { username: dto.username }),
      ...(dto.first_name !== undefined && { firstName: dto.first_name }),
      ...(dto.last_name !== undefined && { lastName: dto.last_name }),
      ...(dto.date_of_birth !== undefined && { dateOfBirth: dto.date_of_birth }),
    };
    return this.answerFor(await this.users.updateProfile(await this.activeUser(userId), changes));
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
