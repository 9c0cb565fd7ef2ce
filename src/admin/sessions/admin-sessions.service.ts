import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { LessThan } from 'typeorm';
import { AuditLog } from '../../core/audit/audit-log.service.js';
import { preparedRead } from '../../core/database/prepared-query.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { requestContext } from '../../core/http/request-context.js';
import type { StaffUser } from '../staff-authenticator.js';
import { AdminSession } from './admin-session.entity.js';

const MINUTE_MS = 60_000;
/** Without a request for this long the session is over. */
const IDLE_MS = 120 * MINUTE_MS;
/** However busy, a session ends after this long: the length of a working day. */
const ABSOLUTE_MS = 12 * 60 * MINUTE_MS;

/** A session as every request of it reads it. */
export type FoundSession = Pick<
  AdminSession,
  'id' | 'userId' | 'csrfToken' | 'createdAt' | 'lastSeenAt' | 'expiresAt'
>;

const SESSION = preparedRead<FoundSession>(`
  SELECT id, user_id AS "userId", csrf_token AS "csrfToken", created_at AS "createdAt",
         last_seen_at AS "lastSeenAt", expires_at AS "expiresAt"
  FROM admin_session WHERE id = $1`);

const hash = (token: string): string => createHash('sha256').update(token).digest('hex');
const randomToken = (): string => randomBytes(32).toString('base64url');

/** Sessions of the admin, in PostgreSQL, so that every process knows them and ending one ends it everywhere. */
@Injectable()
export class AdminSessions {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** Starts a session under a new id, and ends the one the browser came with. Returns the token for its cookie. */
  async start(
    staff: StaffUser,
    userAgent: string | null,
    previous: string | null,
  ): Promise<{ token: string; csrfToken: string }> {
    const token = randomToken();
    const csrfToken = randomToken();
    const now = Date.now();
    await this.transactions.run(async () => {
      const sessions = this.transactions.repository(AdminSession);
      await sessions.delete({ expiresAt: LessThan(new Date(now)) });
      if (previous) await sessions.delete({ id: hash(previous) });
      await sessions.insert({
        id: hash(token),
        userId: staff.id,
        csrfToken,
        ip: requestContext()?.ip ?? null,
        userAgent: userAgent?.slice(0, 300) ?? null,
        lastSeenAt: new Date(now),
        expiresAt: new Date(now + IDLE_MS),
      });
    });
    return { token, csrfToken };
  }

  /** The live session of a token, its end moved forward at most once a minute; null when there is none. */
  async find(token: string): Promise<FoundSession | null> {
    const [session] = await SESSION(this.transactions, [hash(token)]);
    const now = Date.now();
    if (!session || session.expiresAt.getTime() <= now) return null;
    if (now - session.lastSeenAt.getTime() > MINUTE_MS) {
      const end = Math.min(now + IDLE_MS, session.createdAt.getTime() + ABSOLUTE_MS);
      await this.transactions
        .repository(AdminSession)
        .update({ id: session.id }, { lastSeenAt: new Date(now), expiresAt: new Date(end) });
    }
    return session;
  }

  async end(session: FoundSession, staff: StaffUser): Promise<void> {
    await this.transactions.run(async () => {
      await this.transactions.repository(AdminSession).delete({ id: session.id });
      await this.audit.record({
        actorId: staff.id,
        action: 'logout',
        entity: 'user',
        entityId: String(staff.id),
        label: staff.username,
      });
    });
  }
}
