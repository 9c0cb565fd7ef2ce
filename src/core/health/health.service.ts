import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Lifecycle } from './lifecycle.js';

export type ServiceHealth = 'healthy' | 'unhealthy' | 'skipped';

/** Asks what the service depends on whether it answers. */
@Injectable()
export class HealthService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly lifecycle: Lifecycle,
  ) {}

  /** Each dependency on its own; `skipped` means not configured. */
  async services(): Promise<Record<'db' | 'redis' | 'openai', ServiceHealth>> {
    return { db: await this.database(), redis: 'skipped', openai: 'skipped' };
  }

  /** Whether requests should be sent here: the dependencies answer and no shutdown has begun. */
  async ready(): Promise<boolean> {
    return !this.lifecycle.shutdown.aborted && (await this.database()) === 'healthy';
  }

  private async database(): Promise<ServiceHealth> {
    try {
      await this.dataSource.query('SELECT 1');
      return 'healthy';
    } catch {
      return 'unhealthy';
    }
  }
}
