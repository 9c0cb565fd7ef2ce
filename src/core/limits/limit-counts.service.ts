import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { Transactions } from '../database/transactions.service.js';
import { NotFoundError } from '../http/app-error.js';
import { clientAddress, countedAddress } from './client-address.js';
import { keysOf, LOGIN_LIMITS } from './login-throttle.service.js';
import { PlanAllowances } from './plan-allowances.service.js';

/** Whose counts; all without either. */
export interface Whose {
  /** A username or an email. */
  user?: string;
  ip?: string;
}

/** What was counted for a limit in its current window. */
export interface LimitCount {
  limit: 'address' | 'burst' | 'hour' | 'login' | 'login-address' | 'login-account';
  /** An address, a username, or the hash of what was typed as one. */
  subject: string;
  used: number;
  /** Null for somebody without a plan. */
  allowed: number | null;
  resets_at: string;
}

interface Row {
  key: string;
  points: number;
  expire: number;
  username: string | null;
}

interface Person {
  id: number;
  username: string;
  email: string;
}

/** Keys of a person, keys of an address, and the ends and beginnings of keys that hold one among others. */
const MATCHING = `(cardinality($1::text[]) = 0 AND $2 = '' AND cardinality($3::text[]) = 0
  OR key = ANY($1) OR ($2 <> '' AND starts_with(key, $2))
  OR EXISTS (SELECT FROM unnest($3::text[]) AS ends WHERE right(key, length(ends)) = ends))`;

/** The counts that all processes share, for operators. A process still has what it counted within the last second. */
@Injectable()
export class LimitCounts {
  constructor(
    private readonly config: AppConfig,
    private readonly transactions: Transactions,
    private readonly allowances: PlanAllowances,
  ) {}

  /** The counts of windows that still last, the largest first. @throws NotFoundError */
  async current(whose: Whose, limit: number): Promise<LimitCount[]> {
    const rows = await this.transactions.sql<Row>(
      `SELECT key, points, expire, username FROM rate_limit
       LEFT JOIN "user" ON key IN ('burst:' || "user".id, 'hour:' || "user".id)
       WHERE expire > $4 AND ${MATCHING} ORDER BY points DESC, key LIMIT $5`,
      [...(await this.keysOf(whose)), Date.now(), limit],
    );
    return Promise.all(rows.map((row) => this.describe(row)));
  }

  /** How many counts `reset` would forget. */
  async count(whose: Whose): Promise<number> {
    const [row] = await this.transactions.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM rate_limit WHERE ${MATCHING}`,
      await this.keysOf(whose),
    );
    return row?.count ?? 0;
  }

  /** Begins anew; running processes notice with the next request that they count. @returns how many were forgotten */
  async reset(whose: Whose): Promise<number> {
    const rows = await this.transactions.sql<Row>(
      `DELETE FROM rate_limit WHERE ${MATCHING} RETURNING key`,
      await this.keysOf(whose),
    );
    return rows.length;
  }

  /** The parameters of `MATCHING`. */
  private async keysOf({ user, ip }: Whose): Promise<[string[], string, string[]]> {
    const keys: string[] = [];
    const ends: string[] = [];
    const address = ip === undefined ? null : countedAddress(clientAddress(ip));
    if (address) keys.push(`address:${address}`, `login-address:${address}`);
    if (user !== undefined) {
      const { id, username, email } = await this.find(user);
      keys.push(`burst:${id}`, `hour:${id}`);
      for (const name of [username, email]) {
        const { account } = keysOf(name, null);
        keys.push(`login-account:${account}`);
        ends.push(` ${account}`);
      }
    }
    return [keys, address ? `login:${address} ` : '', ends];
  }

  private async find(name: string): Promise<Person> {
    const [person] = await this.transactions.sql<Person>(
      'SELECT id, username, email FROM "user" WHERE username = $1 OR email = $1 LIMIT 1',
      [name],
    );
    if (!person) throw new NotFoundError(`Nobody is called "${name}".`);
    return person;
  }

  private async describe({ key, points, expire, username }: Row): Promise<LimitCount> {
    const limit = key.slice(0, key.indexOf(':')) as LimitCount['limit'];
    const subject = key.slice(limit.length + 1);
    return {
      limit,
      subject: username ?? subject,
      used: points,
      allowed: await this.allowed(limit, Number(subject)),
      resets_at: new Date(expire).toISOString(),
    };
  }

  private async allowed(limit: LimitCount['limit'], userId: number): Promise<number | null> {
    if (limit === 'address') return this.config.limits.perAddress;
    if (limit === 'login') return LOGIN_LIMITS.pair;
    if (limit === 'login-address') return LOGIN_LIMITS.address;
    if (limit === 'login-account') return LOGIN_LIMITS.account;
    const allowance = this.allowances.known(userId) ?? (await this.allowances.ask(userId));
    if (!allowance) return null;
    return limit === 'hour' ? allowance.quotas.apiCallsPerHour : allowance.quotas.burstPerMinute;
  }
}
