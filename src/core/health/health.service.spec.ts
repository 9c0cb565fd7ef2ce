import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTransactions, type OpenTransactions } from '../../../test/support/open-transactions.js';
import { ProcessedEffect } from '../jobs/processed-effect.entity.js';
import { HealthService } from './health.service.js';
import { Lifecycle } from './lifecycle.js';

let open: OpenTransactions;
beforeAll(async () => {
  open = await openTransactions([ProcessedEffect], { max: 1 });
});
afterAll(() => open.close());

describe('HealthService', () => {
  it('is ready while the database answers, until the shutdown begins', async () => {
    const lifecycle = new Lifecycle();
    const health = new HealthService(open.source, lifecycle);
    expect(await health.ready()).toBe(true);
    lifecycle.onModuleDestroy();
    expect(await health.ready()).toBe(false);
  });

  it('calls a database unhealthy that does not answer in three seconds', async () => {
    const health = new HealthService(open.source, new Lifecycle());
    const runner = open.source.createQueryRunner();
    await runner.connect(); // the only connection: nobody else's statement is answered
    try {
      expect(await health.services()).toMatchObject({ db: 'unhealthy' });
      expect(await health.ready()).toBe(false);
    } finally {
      await runner.release();
    }
    expect(await health.ready()).toBe(true);
  });
});
