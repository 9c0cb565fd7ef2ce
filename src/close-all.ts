import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
  /** A shutdown that takes longer than this is cut off; an orchestrator would wait little longer either. */
  allMs: number;
  /** What each closer gets in any case, so that one that hangs does not cost the database its orderly end. */
  eachMs: number;
}

/**
 * Closes what `started` has opened, the latest first, whether or not it succeeded. What hangs is left behind.
 * @param closers may still grow until `started` is settled.
 * @returns what went wrong.
 */
export async function closeAll(
  started: Promise<void>,
  closers: readonly (() => Promise<void>)[],
  { allMs, eachMs }: Patience = { allMs: 25_000, eachMs: 4_000 },
): Promise<string[]> {
  const deadline = delay(allMs, undefined, { ref: false });
  // A signal in the middle of a start: what it is opening right now must be closed too.
  await Promise.race([started.catch(() => undefined), deadline]);
  const problems: string[] = [];
  for (const close of [...closers].reverse()) {
    const late = Promise.all([deadline, delay(eachMs, undefined, { ref: false })]).then(
      () => 'it took too long',
    );
    const closed = close().catch(({ message }: Error) => message);
    const problem = await Promise.race([closed, late]);
    if (problem) problems.push(problem);
  }
  return problems;
}
