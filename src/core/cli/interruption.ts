import { ContextVariable } from '../context/context-variable.js';

/** What must not stay behind when a command is cut off, the innermost last. */
const cleanUps = new Set<() => Promise<void>>();

/** Set inside of a clean-up, from which nothing is taken away. */
const cleaningUp = new ContextVariable<true>();

/** Ctrl-C reaches npm and us, and npm passes it on once more: only a later one is a second one. */
const IMPATIENT_MS = 2_000;

let interruptedAt: number | undefined;
let isCtrlCOurs = true;

/** Runs `work`, then `cleanUp`: also when the work fails, and when a signal or a closed pipe cuts the command off. */
export async function withCleanUp<Result>(
  work: () => Promise<Result>,
  cleanUp: () => Promise<void>,
): Promise<Result> {
  let done: Promise<void> | undefined;
  const once = (): Promise<void> => (done ??= cleaningUp.run(true, cleanUp));
  const forget = onInterruption(once);
  try {
    return await work();
  } finally {
    await once().finally(forget);
  }
}

/**
 * Has `cleanUp` called when a signal or a closed pipe cuts the command off, before what was asked for earlier.
 * @returns what takes that back.
 */
export function onInterruption(cleanUp: () => Promise<void>): () => void {
  if (!cleaningUp.get()) cleanUps.add(cleanUp);
  return () => void cleanUps.delete(cleanUp);
}

/** Cleans up, from the inside out, and ends the process. The work is not waited for: it has lost what it works with. */
export async function interrupt(exitCode: number): Promise<void> {
  if (interruptedAt !== undefined) {
    if (Date.now() - interruptedAt > IMPATIENT_MS) process.exit(exitCode);
    return;
  }
  interruptedAt = Date.now();
  for (let last; (last = [...cleanUps].at(-1)); cleanUps.delete(last))
    await cleaningUp
      .run(true, last)
      .catch(({ message }: Error) => process.stderr.write(`while cleaning up: ${message}\n`));
  process.exit(exitCode);
}

export function isInterrupted(): boolean {
  return interruptedAt !== undefined;
}

/** Lets SIGINT, SIGTERM and SIGHUP interrupt this process, which then ends with the exit code a shell gives it. */
export function interruptOnSignals(): void {
  process.on('SIGINT', () => void (isCtrlCOurs && interrupt(130)));
  process.on('SIGTERM', () => void interrupt(143));
  process.on('SIGHUP', () => void interrupt(129));
}

/** Ctrl-C at the terminal is meant for the program that `work` runs there. */
export async function leavingCtrlC<Result>(work: () => Promise<Result>): Promise<Result> {
  isCtrlCOurs = false;
  return work().finally(() => (isCtrlCOurs = true));
}
