import type { JobRun } from './job-run.js';
import type { QueueName } from './queue-names.js';
import type { DefaultSchedule } from './schedules/default-schedule.js';

/** What a job is told: ids and small words only, since it reloads everything when it runs. */
export type JobPayload = Record<string, number | string>;

/** A job class as a value; `jobName` is what stands in the outbox and the queue, so it outlives renames. */
export interface JobType<Payload extends JobPayload = JobPayload> {
  readonly jobName: string;
  readonly queue: QueueName;
  new (...dependencies: never[]): Job<Payload>;
}

/** How a run that failed is tried again. */
export interface RetryPolicy {
  /** Runs in all, the first included. */
  readonly attempts: number;
  /** Milliseconds before the second run; twice as long before each further one, and up to half of it less at random. */
  readonly backoffMs: number;
  /** Errors after which another run would end the same way; their subclasses count. */
  readonly never: readonly (abstract new (...args: never[]) => Error)[];
}

/** At most so many starts of one job in a time, over all processes. */
export interface RateLimit {
  readonly starts: number;
  readonly perMs: number;
}

/**
 * Work that leaves the request. A job may run twice, or again after a kill in the middle: it looks at the
 * state in our own tables first, and writes its result through `Effects.once`.
 *
 * Subclasses are marked `@JobHandler()`, set `static readonly jobName` and are provided by their room's module; the
 * worker finds them there.
 */
export abstract class Job<Payload extends JobPayload = JobPayload> {
  /** Where it waits, and so which workers run it. */
  static readonly queue: QueueName = 'default';

  readonly retry: RetryPolicy = { attempts: 3, backoffMs: 1_000, never: [] };

  /** Milliseconds after which a run is told to stop, by `run.signal`, and fails. */
  readonly timeLimitMs: number = 10 * 60_000;

  /**
   * Milliseconds after which a child process that works for a run (`ChildPool.run(input, run)`) is killed; the run then
   * fails with a `HardTimeLimitError`.
   */
  readonly hardTimeLimitMs: number = 60_000;

  readonly rateLimit: RateLimit | null = null;

  /** When it runs by itself, unless staff decide otherwise. */
  readonly schedule: DefaultSchedule<Payload> | null = null;

  /**
   * Does the work.
   * @returns what is kept as the task's result, as JSON: figures and ids, never a person's text.
   */
  abstract perform(payload: Payload, run: JobRun): Promise<unknown>;

  /**
   * Called when the task ended without success: it failed for good, was cancelled, or expired. Puts right what the
   * work had begun, in the transaction that records the end.
   */
  async onFailed(_payload: Payload, _error: Error): Promise<void> {
    // nothing to put right unless a job says so
  }
}
