import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DiscoveryService } from '@nestjs/core';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { DatabaseUrl } from '../database/database-url.js';
import { Job } from './job.js';
import { JobRegistry } from './job-registry.js';
import { JobWorker } from './job-worker.js';
import { Queues } from './queues.service.js';

class GreetJob extends Job<{ name: string }> {
  static readonly jobName = 'greet';
  readonly greeted: string[] = [];

  override async perform({ name }: { name: string }): Promise<void> {
    this.greeted.push(name);
  }
}

let database: TestDatabase;
let queues: Queues;
let worker: JobWorker;
const greet = new GreetJob();

beforeAll(async () => {
  database = await createTestDatabase();
  queues = new Queues(new DatabaseUrl(database.url));
  const registry = new JobRegistry({
    getProviders: () => [{ instance: greet }],
  } as unknown as DiscoveryService);
  registry.onApplicationBootstrap();
  worker = new JobWorker(queues, registry);
});
afterAll(async () => {
  await worker.beforeApplicationShutdown();
  await queues.onApplicationShutdown();
  await database.drop();
});

it('leaves a job that only a newer version knows in the queue, without an attempt lost', async () => {
  const data = { payload: {}, requestId: null };
  const unknown = await queues.jobs.add('of-a-newer-version', data, { attempts: 1 });
  await queues.jobs.add('greet', { payload: { name: 'Anna' }, requestId: null });
  await worker.start();

  while (greet.greeted.length === 0 || !(await unknown.isDelayed()))
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(greet.greeted).toEqual(['Anna']);
  expect(await queues.jobs.getJob(unknown.id!)).toMatchObject({ attemptsMade: 0 });
});
