import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { createRedisClient, type RedisClient } from './redis-client.js';
import { RedisAwayError } from './redis.errors.js';

/** How long commands may take, the first connection included, in milliseconds. */
const PATIENCE_MS = 500;

/** For how long nothing is sent after commands went unanswered, in milliseconds. */
const PAUSE_MS = 1_000;

/**
 * The process's one connection to Redis, opened when it is first needed. Nobody waits long for it: while Redis is away,
 * or hangs, commands fail at once, and its going and coming are logged once each.
 */
@Injectable()
export class Redis implements OnApplicationShutdown {
  private readonly log = new Logger('Redis');
  private readonly client: RedisClient | null;
  private opening: Promise<unknown> | undefined;
  private away = false;
  private ended = false;
  private pausedUntil = 0;

  constructor({ redisUrl }: AppConfig) {
    this.client = redisUrl ? createRedisClient(redisUrl) : null;
    this.client?.on('error', (error: Error) => this.left(error.message || error.name));
    this.client?.on('ready', () => this.came());
  }

  /** Whether there is one to use, be it away or not. */
  get configured(): boolean {
    return this.client !== null;
  }

  /**
   * Sends commands. What is sent when Redis goes away may still have had its effect.
   * @param patience milliseconds until whoever asks goes on without an answer.
   * @throws RedisAwayError, or what Redis says of the commands.
   */
  async run<Result>(work: (client: RedisClient) => Promise<Result>, patience = PATIENCE_MS): Promise<Result> {
    const { client } = this;
    if (!client) throw new RedisAwayError('REDIS_URL is not set');
    if (this.away && !client.isReady) throw new RedisAwayError('there is no connection');
    if (this.pausedUntil > Date.now()) throw new RedisAwayError('it did not answer in time just now');
    return this.within(patience, client.isReady ? work(client) : this.open(client).then(() => work(client)));
  }

  /** Ends the connection. Whoever sends something at the very end does so before, in `beforeApplicationShutdown`. */
  onApplicationShutdown(): void {
    this.ended = true;
    this.client?.destroy();
  }

  private open(client: RedisClient): Promise<unknown> {
    return (this.opening ??= client.connect());
  }

  private within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.pausedUntil = Date.now() + PAUSE_MS;
        reject(new RedisAwayError(`no answer within ${milliseconds} ms`));
      }, milliseconds);
      work.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  private left(reason: string): void {
    if (!this.away) this.log.warn(`Redis is away: ${reason}`);
    this.away = true;
  }

  private came(): void {
    // Ended while it connects, node-redis finishes connecting and stays.
    if (this.ended) this.client?.destroy();
    if (this.away) this.log.log('Redis is back');
    this.away = false;
    this.pausedUntil = 0;
  }
}
