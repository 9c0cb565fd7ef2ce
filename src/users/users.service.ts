import { Injectable } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { Transactions } from '../core/database/transactions.service.js';
import { InvalidInputError } from '../core/http/app-error.js';
import { accountProblems, nameProblems, normaliseEmail } from './account-rules.js';
import { RefreshSessions } from './auth/refresh-sessions.service.js';
import { PasswordHasher } from './passwords/password-hasher.service.js';
import { passwordProblems } from './passwords/password-rules.js';
import { User } from './user.entity.js';
import { AccountTakenError } from './users.errors.js';

export interface NewUser {
  username: string;
  email: string;
  password: string;
  isStaff?: boolean;
  isSuperuser?: boolean;
}

/** What people change about themselves. */
export type Profile = Pick<User, 'username' | 'firstName' | 'lastName' | 'dateOfBirth'>;

/** Accounts: finding, making and changing them. */
@Injectable()
export class UsersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly hasher: PasswordHasher,
    private readonly sessions: RefreshSessions,
  ) {}

  findById(id: number): Promise<User | null> {
    return this.transactions.repository(User).findOneBy({ id });
  }

  findByUsername(username: string): Promise<User | null> {
    return this.transactions.repository(User).findOneBy({ username });
  }

  /** @throws InvalidInputError by field when a rule is broken, AccountTakenError when the name or address is. */
  async createUser({ username, email, password, ...flags }: NewUser): Promise<User> {
    const account = { username, email: normaliseEmail(email), password };
    const errors = accountProblems(account);
    if (Object.keys(errors).length > 0) throw new InvalidInputError(errors);
    const taken = await this.takenFields(username, account.email);
    if (taken.length > 0) throw new AccountTakenError(taken);

    const passwordHash = await this.hasher.hash(password);
    const { id } = await orTaken(
      this.transactions.insert(User, { username, email: account.email, passwordHash, ...flags }),
    );
    return this.transactions.repository(User).findOneByOrFail({ id });
  }

  /**
   * Makes an account that no password opens until one is set.
   * @throws InvalidInputError by field when a rule is broken, AccountTakenError when the name or address is.
   */
  async createWithoutPassword(values: Partial<User> & Pick<User, 'username' | 'email'>): Promise<User> {
    return orTaken(this.transactions.insert(User, this.checked(values)));
  }

  /**
   * Changes what is given; whoever is deactivated is logged out everywhere.
   * @throws InvalidInputError by field when a rule is broken, AccountTakenError when the name or address is.
   */
  async updateAccount({ id }: Pick<User, 'id'>, changes: Partial<User>): Promise<void> {
    await this.transactions.run(async () => {
      await orTaken(this.transactions.repository(User).update({ id }, this.checked(changes)));
      if (changes.isActive === false) await this.sessions.revokeAllOf(id);
    });
  }

  /** Which of the two another account has; what a race slips past this, the unique constraints stop. */
  async takenFields(username: string, email: string): Promise<string[]> {
    const others = await this.transactions.repository(User).find({
      select: { username: true, email: true },
      where: [{ username }, { email: normaliseEmail(email) }],
    });
    const has = (field: 'username' | 'email', value: string): boolean =>
      others.some((other) => other[field].toLowerCase() === value.toLowerCase());
    return [
      ...(has('username', username) ? ['username'] : []),
      ...(has('email', normaliseEmail(email)) ? ['email'] : []),
    ];
  }

  /** @throws AccountTakenError when the new username belongs to someone else. */
  async updateProfile(user: User, changes: Partial<Profile>): Promise<User> {
    // Only what changes is written: saving the whole object would undo what others did to it meanwhile.
    const users = this.transactions.repository(User);
    if (Object.keys(changes).length > 0) await orTaken(users.update(user.id, changes));
    return users.findOneByOrFail({ id: user.id });
  }

  /** Sets a new password and ends every session. @throws InvalidInputError when a rule is broken. */
  async setPassword(user: User, password: string): Promise<void> {
    const problems = passwordProblems(password, user);
    if (problems.length > 0) throw new InvalidInputError({ password: problems });
    const passwordHash = await this.hasher.hash(password);
    await this.transactions.run(async () => {
      await this.transactions.repository(User).update({ id: user.id }, { passwordHash });
      await this.sessions.revokeAllOf(user.id);
    });
  }

  /** The values with their address in its one spelling. */
  private checked<Values extends Partial<User>>(values: Values): Values {
    const email = values.email === undefined ? {} : { email: normaliseEmail(values.email) };
    const account = { ...values, ...email };
    const errors = nameProblems(account);
    if (Object.keys(errors).length > 0) throw new InvalidInputError(errors);
    return account;
  }
}

const UNIQUE_VIOLATION = '23505';

/** Turns a unique violation, which a race ends in, into the message that a check beforehand would have given. */
async function orTaken<Result>(write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    const { code, constraint } = error instanceof QueryFailedError ? (error.driverError as DriverError) : {};
    if (code !== UNIQUE_VIOLATION) throw error;
    throw new AccountTakenError([constraint === 'uq_user_email' ? 'email' : 'username']);
  }
}

interface DriverError {
  code?: string;
  constraint?: string;
}
