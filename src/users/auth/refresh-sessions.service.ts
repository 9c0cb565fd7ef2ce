import { Injectable, Logger } from '@nestjs/common';
import { createHash, createHmac, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { IsNull, type Repository } from 'typeorm';
import { AppConfig } from '../../core/config/app-config.js';
import { deriveKey } from '../../core/config/secret-key.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { InvalidRefreshTokenError } from '../users.errors.js';
import type { User } from '../user.entity.js';
import { RefreshSession } from './refresh-session.entity.js';
import type { ClientInfo } from './client-info.decorator.js';

const DAY_MS = 86_400_000;
/** How long a session lives that is not used. */
export const REFRESH_LIFETIME_MS = 14 * DAY_MS;
/** How long a retired token still brings its successor, for a client that never got the answer. */
export const OVERLAP_MS = 10_000;

/** A refresh token as its client gets it, and whose it is. */
export interface IssuedRefresh {
  token: string;
  family: string;
  user: Pick<User, 'id' | 'username'>;
}

/**
 * Refresh tokens: opaque, rotated at every use, stored as hashes only. A retired token that comes back later than
 * the overlap was stolen, so its whole family ends (RFC 9700, section 4.14.2).
 */
@Injectable()
export class RefreshSessions {
  private readonly log = new Logger(RefreshSessions.name);
  private readonly key: KeyObject;

  constructor(
    private readonly transactions: Transactions,
    config: AppConfig,
  ) {
    this.key = deriveKey(config.secretKey, 'refresh-token');
  }

  /** Starts the family of a new login. */
  async start(user: Pick<User, 'id' | 'username'>, client: ClientInfo): Promise<IssuedRefresh> {
    const token = randomBytes(32).toString('base64url');
    const family = randomUUID();
    await this.insert(token, family, user.id, client);
    return { token, family, user };
  }

  /**
   * Retires a token and gives its successor: the same one however often it is asked for within the overlap.
   * @throws InvalidRefreshTokenError
   */
  async rotate(token: string, client: ClientInfo): Promise<IssuedRefresh> {
    // A refusal is returned, not thrown, from the transaction: the end of a family must be committed.
    const issued = await this.transactions.run(() => this.rotateLocked(token, client));
    if (!issued) throw new InvalidRefreshTokenError();
    return issued;
  }

  /** Ends the family of a token, whatever the token's own state; an unknown token is no error. */
  async revokeFamilyOf(token: string): Promise<void> {
    const session = await this.sessions.findOneBy({ tokenHash: hashOf(token) });
    if (session) await this.revokeFamily(session.family);
  }

  async revokeFamily(family: string): Promise<void> {
    await this.sessions.update({ family, revokedAt: IsNull() }, { revokedAt: new Date() });
  }

  async revokeAllOf(userId: number): Promise<void> {
    await this.sessions.update({ userId, revokedAt: IsNull() }, { revokedAt: new Date() });
  }

  private get sessions(): Repository<RefreshSession> {
    return this.transactions.repository(RefreshSession);
  }

  private async rotateLocked(token: string, client: ClientInfo): Promise<IssuedRefresh | null> {
    const session = await this.sessions
      .createQueryBuilder('session')
      .innerJoinAndSelect('session.user', 'user')
      .setLock('pessimistic_write', undefined, ['session'])
      .where('session.tokenHash = :hash', { hash: hashOf(token) })
      .getOne();
    if (!session || session.expiresAt.getTime() <= Date.now() || (await this.isRevoked(session.family)))
      return null;
    if (!session.user.isActive) {
      await this.revokeFamily(session.family);
      return null;
    }
    const successor = this.successorOf(token);
    if (session.rotatedAt === null) {
      const rotatedToId = await this.insert(successor, session.family, session.userId, client);
      await this.sessions.update({ id: session.id }, { rotatedToId, rotatedAt: new Date() });
    } else if (!(await this.answerMayBeLost(session))) {
      this.log.warn(`a used refresh token of user ${session.userId} came back: the session is ended`);
      await this.revokeFamily(session.family);
      return null;
    }
    return { token: successor, family: session.family, user: session.user };
  }

  /**
   * One revoked token is enough: a successor born while its family was being ended is then dead as well, though
   * the statement that ended the family could not see it.
   */
  private isRevoked(family: string): Promise<boolean> {
    return this.sessions
      .createQueryBuilder('session')
      .where('session.family = :family AND session.revokedAt IS NOT NULL', { family })
      .getExists();
  }

  /** Within the overlap, and as long as nobody has used the successor: whoever uses it did get the answer. */
  private async answerMayBeLost({ rotatedAt, rotatedToId }: RefreshSession): Promise<boolean> {
    if (!rotatedAt || !rotatedToId || Date.now() - rotatedAt.getTime() > OVERLAP_MS) return false;
    return this.sessions.existsBy({ id: rotatedToId, rotatedAt: IsNull() });
  }

  /** Derived with a secret key, so that a lost answer can be given again although only hashes are stored. */
  private successorOf(token: string): string {
    return createHmac('sha256', this.key).update(token).digest('base64url');
  }

  private async insert(token: string, family: string, userId: number, client: ClientInfo): Promise<number> {
    const session = await this.transactions.insert(RefreshSession, {
      userId,
      family,
      tokenHash: hashOf(token),
      ...client,
      expiresAt: new Date(Date.now() + REFRESH_LIFETIME_MS),
    });
    return session.id;
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
