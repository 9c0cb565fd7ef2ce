import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../core/audit/audit-log.service.js';
import type { LogAction } from '../../core/audit/log-entry.entity.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { normaliseEmail } from '../account-rules.js';
import { PasswordHasher } from '../passwords/password-hasher.service.js';
import { User } from '../user.entity.js';

/** Checks who someone is by a name or an address and a password. */
@Injectable()
export class Credentials {
  constructor(
    private readonly transactions: Transactions,
    private readonly hasher: PasswordHasher,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The active account that these belong to, or null. Takes one hash verification whether the account exists or
   * not, so that the work tells nobody which accounts do.
   * The outcome is in the log, a success in the account's `lastLogin` too.
   * @param login a username or an email.
   * @param isWelcome whether an account may enter here; one that may not is refused like a wrong password.
   */
  async verify(
    login: string,
    password: string,
    isWelcome: (user: User) => boolean = () => true,
  ): Promise<User | null> {
    const found = await this.findWithHash(login);
    const { passwordHash = null, ...user } = found ?? {};
    const matches = await this.hasher.verify(passwordHash, password);
    if (!found) return null;
    const accepted = matches && found.isActive && isWelcome(found);
    if (accepted) await this.noteLogin(found);
    await this.record(found, accepted ? 'login' : 'login_failed');
    return accepted ? (user as User) : null;
  }

  /** An address goes before a username that looks like one, or a stranger's username could stand before a login. */
  private async findWithHash(login: string): Promise<User | null> {
    if (login.includes('\0') || !login.isWellFormed()) return null;
    const users = await this.transactions
      .repository(User)
      .createQueryBuilder('user')
      .addSelect('user.passwordHash')
      .where('user.username = :login OR user.email = :email', { login, email: normaliseEmail(login) })
      .limit(2)
      .getMany();
    const email = normaliseEmail(login).toLowerCase();
    return users.find((user) => user.email.toLowerCase() === email) ?? users[0] ?? null;
  }

  /** In SQL of its own: a login is no edit, so the row's version stays. */
  private async noteLogin(user: User): Promise<void> {
    await this.transactions.manager.query('UPDATE "user" SET last_login = now() WHERE id = $1', [user.id]);
  }

  private record(user: User, action: LogAction): Promise<void> {
    return this.audit.record({
      actorId: action === 'login' ? user.id : null,
      action,
      entity: 'user',
      entityId: String(user.id),
      label: user.username,
    });
  }
}
