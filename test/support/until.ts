import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 15_000;

/** Asks again and again until something holds; fails if it does not in time. */
export async function until(holds: () => Promise<boolean>, patience = PATIENCE_MS): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`This did not come to hold in ${patience} ms: ${holds}`);
    await delay(50);
  }
}
