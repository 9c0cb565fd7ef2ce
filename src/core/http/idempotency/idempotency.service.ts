import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { ContextVariable } from '../../context/context-variable.js';
import { Transactions } from '../../database/transactions.service.js';
import { AppError } from '../app-error.js';
import { IdempotencyKeyInUseError, IdempotencyKeyReusedError } from './idempotency.errors.js';

/** The request that a key stands for. */
export interface KeyedRequest {
  userId: number;
  route: string;
  key: string;
  fingerprint: string;
}

/** An answer that is given again to a repeated request. */
export interface KeptAnswer {
  status: number;
  /** Lower-case names. */
  headers?: Record<string, string>;
  body: unknown;
}

/** How long keys are honoured, in hours. */
export const KEY_LIFETIME_H = 24;

/** No request runs as long without keeping its answer; one that has not is taken for dead. */
const CLAIM_LIFETIME_S = 60;

const CLAIM = `
  INSERT INTO idempotency_key (user_id, route, key, fingerprint, token) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (user_id, route, key) DO NOTHING RETURNING token`;

const FIND = `
  SELECT token, fingerprint, status, headers, body,
         created_at < now() - interval '${KEY_LIFETIME_H} hours'
           OR (status IS NULL AND created_at < now() - interval '${CLAIM_LIFETIME_S} seconds') AS over
  FROM idempotency_key WHERE user_id = $1 AND route = $2 AND key = $3`;

const TAKE_OVER = `
  UPDATE idempotency_key
  SET token = $2, fingerprint = $3, status = NULL, headers = NULL, body = NULL, created_at = now()
  WHERE token = $1 RETURNING token`;

type Found = KeptAnswer & { token: string; fingerprint: string; over: boolean };

/**
 * Lets a request that is sent again take effect once. A key is claimed by a row of its own before the request runs;
 * the answer is kept in the transaction of the effect (`keep`), so that neither exists without the other, whenever
 * the process dies. A claim without an answer ends after a minute; what fails gives its key back at once.
 */
@Injectable()
export class Idempotency {
  private readonly log = new Logger(Idempotency.name);
  private readonly claims = new ContextVariable<{ token: string }>();

  constructor(private readonly transactions: Transactions) {}

  /**
   * @returns the token of the claim, or the answer that the request was given already.
   * @throws IdempotencyKeyInUseError, IdempotencyKeyReusedError
   */
  async claim({ userId, route, key, fingerprint }: KeyedRequest): Promise<string | KeptAnswer> {
    const token = randomUUID();
    const claimed = await this.transactions.sql(CLAIM, [userId, route, key, fingerprint, token]);
    if (claimed.length > 0) return token;
    const [found] = await this.transactions.sql<Found>(FIND, [userId, route, key]);
    if (found?.over) {
      const taken = await this.transactions.sql(TAKE_OVER, [found.token, token, fingerprint]);
      if (taken.length > 0) return token;
    }
    if (!found || found.over) throw new IdempotencyKeyInUseError();
    if (found.fingerprint !== fingerprint) throw new IdempotencyKeyReusedError();
    if (found.status === null) throw new IdempotencyKeyInUseError();
    return found;
  }

  /** Runs the request that holds a claim, and keeps its answer or gives the key back. */
  async run(token: string, work: () => Promise<KeptAnswer>): Promise<KeptAnswer> {
    let answer: KeptAnswer;
    try {
      answer = await this.claims.run({ token }, work);
    } catch (error) {
      await this.tolerate(() => this.release(token, error));
      throw error;
    }
    await this.tolerate(() => this.write(token, answer));
    return answer;
  }

  /**
   * Keeps the answer of the request in progress, made by `answer` if it has a key. To be called in the transaction
   * that makes its effect; the answer the client gets in the end replaces it.
   * @throws IdempotencyKeyInUseError when the key was lost to a repeated request: the transaction must not commit.
   */
  async keep(answer: () => KeptAnswer | Promise<KeptAnswer>): Promise<void> {
    const claim = this.claims.get();
    if (claim && !(await this.write(claim.token, await answer()))) throw new IdempotencyKeyInUseError();
  }

  /** @returns how many keys were over. */
  async sweep(): Promise<number> {
    const swept = await this.transactions.sql(
      `DELETE FROM idempotency_key WHERE created_at < now() - interval '${KEY_LIFETIME_H} hours' RETURNING id`,
    );
    return swept.length;
  }

  private async write(token: string, { status, headers = {}, body }: KeptAnswer): Promise<boolean> {
    const written = await this.transactions.sql(
      'UPDATE idempotency_key SET status = $2, headers = $3, body = $4 WHERE token = $1 RETURNING token',
      [token, status, JSON.stringify(headers), JSON.stringify(body ?? null)],
    );
    return written.length > 0;
  }

  /** A refusal of ours had no effect. After any other error one may exist: then its answer was kept and stays. */
  private async release(token: string, error: unknown): Promise<void> {
    const kept = error instanceof AppError ? '' : ' AND status IS NULL';
    await this.transactions.sql(`DELETE FROM idempotency_key WHERE token = $1${kept}`, [token]);
  }

  /** What the client is told is settled; a database that fails now leaves a claim that ends by itself. */
  private async tolerate(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.warn('an idempotency key could not be settled', error);
    }
  }
}
