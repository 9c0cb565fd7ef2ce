import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { checkHandlers, JobHandler } from './job-handler.js';
import { JobRegistry } from './job-registry.js';
import { Job } from './job.js';

class AnyJob extends Job {
  static readonly jobName: string = 'any';
  override async perform(): Promise<void> {}
}
class TwinJob extends AnyJob {}
class NamelessJob extends AnyJob {
  static override readonly jobName = '';
}
class AstrayJob extends AnyJob {
  static override readonly queue = 'mial' as never;
}
@JobHandler()
class ForgottenJob extends AnyJob {
  static override readonly jobName = 'forgotten';
}

@Module({})
class RoomModule {}

/** A process with these jobs, up to the point where it would begin to work. */
async function start(jobs: Type[]): Promise<JobRegistry> {
  const room: DynamicModule = {
    module: RoomModule,
    imports: [DiscoveryModule],
    providers: [JobRegistry, ...jobs],
  };
  const app = await NestFactory.createApplicationContext(room, { logger: false, abortOnError: false });
  await app.close();
  return app.get(JobRegistry);
}

describe('a process does not start', () => {
  it.each([
    ['two jobs of one name', [AnyJob, TwinJob], 'two jobs are called "any"; rename TwinJob'],
    ['a job without a name', [NamelessJob], 'the job NamelessJob has no static jobName'],
    [
      'a job of no queue',
      [AstrayJob],
      'the job AstrayJob waits in "mial"; the queues are default, ai, mail, maintenance',
    ],
  ])('with %s', async (_what, jobs, message) => {
    await expect(start(jobs)).rejects.toThrow(message);
  });

  it('with a job that it knows and that no module provides', async () => {
    const without = await start([]);
    expect(() => checkHandlers(without)).toThrow(
      "no module provides the job ForgottenJob; add it to the providers of its room's module",
    );
    const withIt = await start([ForgottenJob]);
    expect(() => checkHandlers(withIt)).not.toThrow();
  });

  it('with a job that is not marked, which would be missed nowhere', async () => {
    const registry = await start([ForgottenJob, AnyJob]);
    expect(() => checkHandlers(registry)).toThrow('the job AnyJob is not marked');
  });
});
