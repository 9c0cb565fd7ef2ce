import { afterAll, afterEach, beforeAll, beforeEach, describe } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { OutboxMessage } from '../../src/core/jobs/outbox-message.entity.js';
import { PeriodicTask } from '../../src/core/jobs/periodic-task.entity.js';
import { TaskRate } from '../../src/core/jobs/task-rate.entity.js';
import { TaskResult } from '../../src/core/jobs/task-result.entity.js';
import { JobProcess } from './job-process.js';
import { openTransactions, type OpenTransactions } from './open-transactions.js';
import { redis, startRedis, type TestRedis } from './redis.js';
import { ChildJob, HastyJob, MailJob, PacedJob, ToyJob } from './toy-jobs.js';
import { until } from './until.js';

/** The toy jobs with processes that run them, anew for each test; database and Redis last for the file. */
export class JobBench {
  jobs: { toy: ToyJob; hasty: HastyJob; paced: PacedJob; mail: MailJob; child: ChildJob };
  /** Does not consume jobs before `process.worker.start()`. */
  process: JobProcess;
  private opened: JobProcess[] = [];

  constructor(
    readonly open: OpenTransactions,
    readonly server: TestRedis | undefined,
  ) {}

  begin(): void {
    this.jobs = {
      ...{ toy: new ToyJob(), hasty: new HastyJob(), paced: new PacedJob(), mail: new MailJob() },
      child: new ChildJob(),
    };
    this.process = this.another();
  }

  /** A further process on the same database and Redis, with the same jobs. */
  another(): JobProcess {
    const { source } = this.open;
    const databaseUrl = (source.options as { url: string }).url;
    const jobs = Object.values(this.jobs);
    const process = new JobProcess({
      databaseUrl,
      source,
      redisUrl: this.server?.url ?? null,
      jobs,
    });
    this.opened.push(process);
    return process;
  }

  async end(): Promise<void> {
    await Promise.all(this.opened.map((each) => each.close()));
    this.opened = [];
    this.jobs.child.pool.close();
    await this.open.source.query('TRUNCATE task_result, outbox_message, task_rate');
  }

  results = (): Promise<number> => this.open.source.getRepository(TaskResult).count();

  messages = (): Promise<number> => this.open.source.getRepository(OutboxMessage).count();

  /** Null before it has left the outbox. */
  look = (taskId: string): Promise<TaskResult | null> =>
    this.open.source.getRepository(TaskResult).findOneBy({ taskId });

  /** The task once it has ended. */
  ended = async (taskId: string): Promise<TaskResult> => {
    await until(async () => (await this.look(taskId))?.finishedAt != null);
    return (await this.look(taskId))!;
  };

  /** Waits until so many jobs are in the default queue. */
  queued = (count: number): Promise<void> =>
    until(async () => {
      const { queues } = this.process;
      const counts = await queues.get('default').getJobCounts('waiting', 'prioritized', 'delayed');
      return Object.values(counts).reduce((sum, n) => sum + n, 0) >= count;
    });
}

type Tests = (bench: () => JobBench) => void;

/** Declares tests for jobs on PostgreSQL and, where it is installed, on Redis. @param tests get what they use */
export function describeOnBackends(title: string, tests: Tests): void {
  describe(`${title} on PostgreSQL`, () => declare(tests, false));
  redis.describe(`${title} on Redis`, () => declare(tests, true));
}

/** Declares tests for jobs on a Redis of their own. */
export function describeOnRedis(title: string, tests: Tests): void {
  redis.describe(title, () => declare(tests, true));
}

function declare(tests: Tests, withRedis: boolean): void {
  let bench: JobBench;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    const open = await openTransactions([OutboxMessage, PeriodicTask, TaskRate, TaskResult]);
    bench = new JobBench(open, withRedis ? await startRedis() : undefined);
  });
  beforeEach(() => bench.begin());
  afterEach(() => bench.end());
  afterAll(async () => {
    await bench.open.close();
    await bench.server?.close();
  });
  tests(() => bench);
}
