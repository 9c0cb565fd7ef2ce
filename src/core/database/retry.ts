import { setTimeout as delay } from 'node:timers/promises';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

/** The first wait at most; each further one may take twice as long. */
const FIRST_PAUSE_MS = 20;

/** Whether PostgreSQL undid a transaction only because of others at the same time: the same work may pass next time. */
export function isConflict(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === SERIALIZATION_FAILURE || code === DEADLOCK;
}

/**
 * Calls `work` again, up to `attempts` times in all, as long as it ends in a conflict. The waits in between are
 * random, so that those who collided do not meet again.
 */
export async function retryConflicts<Result>(attempts: number, work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || !isConflict(error)) throw error;
      await delay(Math.random() * FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}
