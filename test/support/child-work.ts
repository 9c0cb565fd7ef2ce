import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What the child of {@link WORKING_CHILD} does with an input. */
export type ChildWorkKind = 'pid' | 'blocks' | 'throws' | 'allocates' | 'exits';

/** A module for a `ChildPool` that does what it is told; it answers 'pid' with its process id. */
export const WORKING_CHILD = fileURLToPath(new URL('./working.child.mjs', import.meta.url));

/** A zombie that nobody has waited for is dead, too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync(`/proc/${pid}/stat`) || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The ids of the processes that run `module` for `parent`. */
export function childrenOf(parent: number, module: string): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args=']).toString().split('\n');
  return lines
    .filter((line) => line.includes(module) && Number(line.trim().split(/\s+/)[1]) === parent)
    .map((line) => parseInt(line))
    .filter(isAlive);
}
