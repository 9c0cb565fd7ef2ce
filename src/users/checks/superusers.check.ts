import { Injectable } from '@nestjs/common';
import { error, type Problem } from '../../core/checks/check.js';
import { RoomCheck } from '../../core/checks/room-check.js';
import { AppConfig } from '../../core/config/app-config.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { PasswordHasher } from '../passwords/password-hasher.service.js';
import { User } from '../user.entity.js';

/** Trying a password takes milliseconds each; more administrators than this are a finding for a person. */
const TRIED = 20;

/** Whether somebody can administer the service, and not with a password that anybody would try first. */
@Injectable()
export class SuperusersCheck extends RoomCheck {
  readonly id = 'users.superusers';
  override readonly deploy = true;

  constructor(
    private readonly transactions: Transactions,
    private readonly hasher: PasswordHasher,
    private readonly config: AppConfig,
  ) {
    super();
  }

  async find(): Promise<Problem[]> {
    const superusers = await this.transactions.repository(User).find({
      select: { id: true, username: true, email: true, passwordHash: true },
      where: { isActive: true, isSuperuser: true },
      order: { id: 'ASC' },
      take: TRIED,
    });
    if (superusers.length === 0)
      return [
        error(
          'There is no active administrator.',
          'npm run cli -- users:create-admin --username … --email …',
        ),
      ];
    const weak: User[] = [];
    for (const user of superusers) if (await this.isGuessable(user)) weak.push(user);
    return weak.map(({ username }) =>
      error(
        `The administrator "${username}" has a password that anybody would try first.`,
        'Set another one: the name, the address, a default and ADMIN_PASSWORD are known to others.',
      ),
    );
  }

  private async isGuessable({ username, email, passwordHash }: User): Promise<boolean> {
    const guesses = [username, email, email.split('@')[0], `${username}123`, 'admin', 'password', 'changeme'];
    for (const guess of new Set([...guesses, this.config.admin.password]))
      if (guess && (await this.hasher.verify(passwordHash, guess))) return true;
    return false;
  }
}
