import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** The core of the server under test, and the one of everything else: client and database. */
export const SERVER_CORE = 0;
export const OTHER_CORE = 1;

const canPin =
  process.platform === 'linux' &&
  availableParallelism() > 1 &&
  spawnSync('taskset', ['-p', String(process.pid)]).status === 0;

/** Keeps a running process, and what it starts from then on, to one core; where that cannot be done it says so. */
export function pin(pid: number, core: number): void {
  if (!canPin) return;
  const { status, stderr } = spawnSync('taskset', ['-a', '-c', '-p', String(core), String(pid)]);
  if (status !== 0) throw new Error(`taskset could not pin ${pid}: ${String(stderr)}`);
}

/** Lets a running process, and what it starts from then on, use both cores again. */
export function unpin(pid: number): void {
  if (canPin) spawnSync('taskset', ['-a', '-c', '-p', `${SERVER_CORE},${OTHER_CORE}`, String(pid)]);
}

/** For the machine facts of a report. */
export const pinning = canPin
  ? `server alone on core ${SERVER_CORE}; client and PostgreSQL on core ${OTHER_CORE}`
  : 'not pinned: needs Linux, taskset and two cores, so compare with care';
