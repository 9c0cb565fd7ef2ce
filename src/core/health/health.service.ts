import { Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { Redis } from '../redis/redis.service.js';
import { Lifecycle } from './lifecycle.js';

export type ServiceHealth = 'healthy' | 'unhealthy' | 'skipped';

/** A server that does not answer for this long, in milliseconds, counts as away. */
const PATIENCE_MS = 3_000;

/** Asks what the service depends on whether it answers. */
@Injectable()
export class HealthService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly lifecycle: Lifecycle,
    private readonly redis: Redis,
  ) {}

  /** Each dependency on its own; `skipped` means not configured. */
  async services(): Promise<Record<'db' | 'redis' | 'openai', ServiceHealth>> {
    const [db, redis] = await Promise.all([this.database(), this.askRedis()]);
    return { db, redis, openai: 'skipped' };
  }

  /** Whether requests should be sent here: the dependencies answer and no shutdown has begun. */
  async ready(): Promise<boolean> {
    return !this.lifecycle.shutdown.aborted && (await this.database()) === 'healthy';
  }

  /** Readiness does not ask: without Redis requests are still answered. */
  private async askRedis(): Promise<ServiceHealth> {
    if (!this.redis.configured) return 'skipped';
    return this.redis
      .run((client) => client.ping())
      .then(
        () => 'healthy',
        () => 'unhealthy',
      );
  }

  private async database(): Promise<ServiceHealth> {
    try {
      const late = delay(PATIENCE_MS, 'late', { ref: false });
      const answer = await Promise.race([this.dataSource.query('SELECT 1'), late]);
      return answer === 'late' ? 'unhealthy' : 'healthy';
    } catch {
      return 'unhealthy';
    }
  }
}
