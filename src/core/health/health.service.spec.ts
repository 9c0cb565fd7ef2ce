import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTransactions, type OpenTransactions } from '../../../test/support/open-transactions.js';
import { redis, startRedis } from '../../../test/support/redis.js';
import { ProcessedEffect } from '../jobs/processed-effect.entity.js';
import type { AppConfig } from '../config/app-config.js';
import { Redis } from '../redis/redis.service.js';
import { HealthService } from './health.service.js';
import { Lifecycle } from './lifecycle.js';

const NO_REDIS = new Redis({ redisUrl: null } as AppConfig);

let open: OpenTransactions;
beforeAll(async () => {
  open = await openTransactions([ProcessedEffect], { max: 1 });
});
afterAll(() => open.close());

describe('HealthService', () => {
  it('is ready while the database answers, until the shutdown begins', async () => {
    const lifecycle = new Lifecycle();
    const health = new HealthService(open.source, lifecycle, NO_REDIS);
    expect(await health.ready()).toBe(true);
    lifecycle.onModuleDestroy();
    expect(await health.ready()).toBe(false);
  });

  it('calls a database unhealthy that does not answer in three seconds', async () => {
    const health = new HealthService(open.source, new Lifecycle(), NO_REDIS);
    const runner = open.source.createQueryRunner();
    await runner.connect(); // the only connection: nobody else's statement is answered
    try {
      expect(await health.services()).toMatchObject({ db: 'unhealthy', redis: 'skipped' });
      expect(await health.ready()).toBe(false);
    } finally {
      await runner.release();
    }
    expect(await health.ready()).toBe(true);
  });
});

redis.describe('HealthService with Redis', () => {
  it('says whether Redis answers, and is ready without it', async () => {
    const server = await startRedis();
    const connection = new Redis({ redisUrl: server.url } as AppConfig);
    const health = new HealthService(open.source, new Lifecycle(), connection);
    try {
      expect(await health.services()).toMatchObject({ db: 'healthy', redis: 'healthy' });
      await server.kill();
      expect(await health.services()).toMatchObject({ db: 'healthy', redis: 'unhealthy' });
      expect(await health.ready()).toBe(true);
    } finally {
      connection.onApplicationShutdown();
      await server.close();
    }
  });
});
