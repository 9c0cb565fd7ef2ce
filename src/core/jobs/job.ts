import type { DefaultSchedule } from './schedules/default-schedule.js';

/** What a job is told: ids and small words only, since it reloads everything when it runs. */
export type JobPayload = Record<string, number | string>;

/** A job class as a value; `jobName` is what stands in the outbox and the queue, so it outlives renames. */
export interface JobType<Payload extends JobPayload = JobPayload> {
  readonly jobName: string;
  new (...dependencies: never[]): Job<Payload>;
}

/**
 * Work that leaves the request. A job may run twice, or again after a kill in the middle: it looks at the
 * state in our own tables first, and writes its result through `Effects.once`.
 *
 * Subclasses are `@Injectable()`, set `static readonly jobName` and are provided by their room's module; the
 * worker finds them there.
 */
export abstract class Job<Payload extends JobPayload = JobPayload> {
  /** Runs in all, the first included; with exponential backoff and jitter between them. */
  readonly attempts: number = 3;

  /** When it runs by itself, unless staff decide otherwise. */
  readonly schedule: DefaultSchedule<Payload> | null = null;

  abstract perform(payload: Payload): Promise<unknown>;

  /** Called after the last attempt failed: put right what the work had begun. */
  async onFailed(_payload: Payload, _error: Error): Promise<void> {
    // nothing to put right unless a job says so
  }
}
