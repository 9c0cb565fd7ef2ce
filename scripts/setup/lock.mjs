import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { report, root } from './project.mjs';

const file = join(root, 'dist', '.setup-lock');
const POLL_MS = 200;
/** No install takes this long: the process id of the lock must belong to somebody else by now. */
const STALE_MS = 15 * 60_000;

/** Runs `work` while no other process of this project installs or builds. */
export async function underSetupLock(work) {
  mkdirSync(dirname(file), { recursive: true });
  for (let waits = 0; !take(); waits += 1) {
    if (waits === 0) report('Another start is installing or building here; waiting for it…');
    await delay(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isStale(file)) return false;
    removeStale();
    return take();
  }
}

/** Of several processes that see a stale lock, one gets to move it away; a fresh lock moved by mistake goes back. */
function removeStale() {
  const mine = `${file}.${process.pid}`;
  try {
    renameSync(file, mine);
    if (!isStale(mine)) linkSync(mine, file);
  } catch {
    // somebody else was faster
  }
  rmSync(mine, { force: true });
}

function isStale(path) {
  try {
    if (Date.now() - statSync(path).mtimeMs > STALE_MS) return true;
    const pid = Number(readFileSync(path, 'utf8'));
    if (!pid) return false; // being written this moment
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
