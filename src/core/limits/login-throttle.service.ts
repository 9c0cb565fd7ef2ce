import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { clientAddress, countedAddress } from './client-address.js';
import { TooManyLoginsError } from './limits.errors.js';
import { LimitStore } from './limit-store.js';

const WINDOW_S = 15 * 60;

/** Failures within the window. */
export const LOGIN_LIMITS = {
  /** Of one account from one address. */
  pair: 10,
  /** From one address, whatever the accounts: an office has many people who mistype. */
  address: 200,
  /** Of one account from everywhere, from which on it counts as attacked. */
  account: 100,
};

/**
 * Slows down guessing, over all processes and all ways to log in.
 *
 * Nobody can lock an owner out: what others do from elsewhere never costs an address its first attempt. Only, while an
 * account is being attacked from many addresses, each of them has one attempt instead of ten.
 */
@Injectable()
export class LoginThrottle {
  private readonly pairs: RateLimiterAbstract;
  private readonly addresses: RateLimiterAbstract;
  private readonly accounts: RateLimiterAbstract;

  constructor(store: LimitStore) {
    this.pairs = store.strict('login', LOGIN_LIMITS.pair, WINDOW_S);
    this.addresses = store.strict('login-address', LOGIN_LIMITS.address, WINDOW_S);
    this.accounts = store.strict('login-account', LOGIN_LIMITS.account, WINDOW_S);
  }

  /**
   * Counts an attempt. To be called before the password is looked at, so that attempts sent at once cannot outrun the
   * count.
   * @throws TooManyLoginsError
   */
  async attempt(login: string, ip: string | null): Promise<void> {
    const { pair, address, account } = keysOf(login, ip);
    const [ofPair, ofAddress] = await Promise.all([
      consume(this.pairs, pair),
      consume(this.addresses, address),
    ]);
    if (ofPair.over || ofAddress.over) throw new TooManyLoginsError(Math.max(ofPair.over, ofAddress.over));
    const ofAccount = await consume(this.accounts, account);
    if (ofAccount.over && ofPair.points > 1) throw new TooManyLoginsError(ofPair.seconds);
  }

  /** Forgets what the owner of an account mistyped before. */
  async succeeded(login: string, ip: string | null): Promise<void> {
    const { pair, address, account } = keysOf(login, ip);
    await Promise.all([
      this.pairs.delete(pair),
      this.addresses.reward(address),
      this.accounts.reward(account),
    ]);
  }
}

/** What is counted for an attempt, as the keys of the store end. What was typed may be a password, so it is hashed. */
export function keysOf(login: string, ip: string | null): Record<'pair' | 'address' | 'account', string> {
  const name = login.trim().toLowerCase();
  const account = createHash('sha256').update(name).digest('base64url');
  const address = countedAddress(ip && clientAddress(ip));
  return { pair: `${address} ${account}`, address, account };
}

/** @returns in `over` the seconds to wait; 0 within the limit. */
async function consume(
  limiter: RateLimiterAbstract,
  key: string,
): Promise<{ over: number; points: number; seconds: number }> {
  const read = ({ msBeforeNext, consumedPoints }: RateLimiterRes) => ({
    points: consumedPoints,
    seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  });
  try {
    return { over: 0, ...read(await limiter.consume(key)) };
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const result = read(error);
    return { over: result.seconds, ...result };
  }
}
