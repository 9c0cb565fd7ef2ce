import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { Transactions } from '../database/transactions.service.js';
import { NotFoundError } from '../http/app-error.js';
import { clientAddress, countedAddress } from './client-address.js';
import { type Count, LimitStore, type Selection } from './limit-store.js';
import { keysOf, LOGIN_LIMITS } from './login-throttle.service.js';
import { PlanAllowances } from './plan-allowances.service.js';
import { DailyQuotas } from './quotas/daily-quotas.service.js';
import type { QuotaScope } from './quotas/usage-record.entity.js';

/** Whose counts; all without either. */
export interface Whose {
  /** A username or an email. */
  user?: string;
  ip?: string;
}

type CountedLimit = 'address' | 'burst' | 'hour' | 'login' | 'login-address' | 'login-account';

/** What was counted for a limit in its current window. */
export interface LimitCount {
  limit: CountedLimit | QuotaScope;
  /** An address, a username, or the hash of what was typed as one. */
  subject: string;
  used: number;
  /** Null for somebody without a plan. */
  allowed: number | null;
  resets_at: string;
}

interface Person {
  id: number;
  username: string;
  email: string;
}

/** The counts that all processes share, for operators. A process still has what it counted within the last second. */
@Injectable()
export class LimitCounts {
  constructor(
    private readonly config: AppConfig,
    private readonly store: LimitStore,
    private readonly transactions: Transactions,
    private readonly allowances: PlanAllowances,
    private readonly quotas: DailyQuotas,
  ) {}

  /** The counts of windows that still last, and what is taken of today's quotas, the largest first. @throws NotFoundError */
  async current(whose: Whose, limit: number): Promise<LimitCount[]> {
    const counts = await this.store.find(await this.select(whose), limit);
    const names = await this.namesOf(counts);
    const described = await Promise.all(counts.map((count) => this.describe(count, names)));
    const all = [...described, ...(await this.quotasOf(whose, limit))];
    return all.sort((a, b) => b.used - a.used).slice(0, limit);
  }

  /** How many counts `reset` would forget. @throws NotFoundError */
  async count(whose: Whose): Promise<number> {
    return (await this.store.find(await this.select(whose), Number.MAX_SAFE_INTEGER)).length;
  }

  /**
   * Begins anew; running processes notice with the next request that they count.
   * @returns how many were forgotten
   * @throws NotFoundError
   */
  async reset(whose: Whose): Promise<number> {
    return this.store.forget(await this.select(whose));
  }

  private async select({ user, ip }: Whose): Promise<Selection> {
    if (user === undefined && ip === undefined) return null;
    const keys: string[] = [];
    const suffixes: string[] = [];
    const address = ip === undefined ? null : countedAddress(clientAddress(ip));
    if (address) keys.push(`address:${address}`, `login-address:${address}`);
    if (user !== undefined) {
      const { id, username, email } = await this.find(user);
      keys.push(`burst:${id}`, `hour:${id}`);
      for (const name of [username, email]) {
        const { account } = keysOf(name, null);
        keys.push(`login-account:${account}`);
        suffixes.push(` ${account}`);
      }
    }
    return { keys, prefix: address && `login:${address} `, suffixes };
  }

  private async quotasOf({ user, ip }: Whose, limit: number): Promise<LimitCount[]> {
    if (user === undefined && ip !== undefined) return [];
    const id = user === undefined ? null : (await this.find(user)).id;
    const taken = await this.quotas.most(id, limit);
    return taken.map(({ username, scope, info }) => ({
      limit: scope,
      subject: username,
      used: info.used,
      allowed: info.limit,
      resets_at: info.reset_at,
    }));
  }

  /** Usernames by the ids that counts of plans are kept under. */
  private async namesOf(counts: readonly Count[]): Promise<Map<number, string>> {
    const ids = counts.map(({ key }) => /^(?:burst|hour):(\d+)$/.exec(key)?.[1]).filter(Boolean);
    const people = await this.transactions.sql<Omit<Person, 'email'>>(
      'SELECT id, username FROM "user" WHERE id = ANY($1)',
      [ids],
    );
    return new Map(people.map(({ id, username }) => [id, username]));
  }

  private async find(name: string): Promise<Person> {
    const [person] = await this.transactions.sql<Person>(
      'SELECT id, username, email FROM "user" WHERE username = $1 OR email = $1 LIMIT 1',
      [name],
    );
    if (!person) throw new NotFoundError(`Nobody is called "${name}".`);
    return person;
  }

  private async describe(
    { key, points, expire }: Count,
    names: ReadonlyMap<number, string>,
  ): Promise<LimitCount> {
    const limit = key.slice(0, key.indexOf(':')) as CountedLimit;
    const subject = key.slice(limit.length + 1);
    return {
      limit,
      subject: limit === 'burst' || limit === 'hour' ? (names.get(Number(subject)) ?? subject) : subject,
      used: points,
      allowed: await this.allowed(limit, Number(subject)),
      resets_at: new Date(expire).toISOString(),
    };
  }

  private async allowed(limit: CountedLimit, userId: number): Promise<number | null> {
    if (limit === 'address') return this.config.limits.perAddress;
    if (limit === 'login') return LOGIN_LIMITS.pair;
    if (limit === 'login-address') return LOGIN_LIMITS.address;
    if (limit === 'login-account') return LOGIN_LIMITS.account;
    const allowance = this.allowances.known(userId) ?? (await this.allowances.ask(userId));
    if (!allowance) return null;
    return limit === 'hour' ? allowance.quotas.apiCallsPerHour : allowance.quotas.burstPerMinute;
  }
}
