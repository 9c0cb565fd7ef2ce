import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ServerAccount } from './account.js';
import { type Binaries, binariesIn } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { runProgram } from './run-program.js';

/** Where the cluster is (or will be) and which binaries serve it: both within reach of the server's account. */
export interface Placement {
  /** Folder of the cluster; its parent exists. */
  home: string;
  binaries: Binaries;
}

export interface PlacementRequest {
  dataDir: string;
  binaries: Binaries;
  account: ServerAccount;
  report: (message: string) => void;
}

/** Where root's clusters and binaries go when the `postgres` user cannot reach the project. */
const SYSTEM_FOLDER = '/var/lib/cv-improver';

/**
 * Beside the other data where that works. Where the server's account cannot reach it (a clone in root's 0700
 * home), data and binaries each go to `/var/lib/cv-improver`. A cluster that exists is never left for a new one.
 */
export async function choosePlacement(request: PlacementRequest): Promise<Placement> {
  const { dataDir, binaries, account, report } = request;
  const beside = homeIn(dataDir);
  if (account.uid === undefined) return { home: beside, binaries };
  const [dataInReach, binariesInReach] = await Promise.all([
    canReach(dataDir, account),
    canReach(join(binaries.root, 'share', 'postgresql'), account),
  ]);
  const away = join(
    SYSTEM_FOLDER,
    createHash('sha256').update(dataDir).digest('hex').slice(0, 16),
    'postgres',
  );
  const [isBeside, isAway] = await Promise.all([exists(beside), exists(away)]);
  if (isBeside && !dataInReach) {
    throw new EmbeddedPostgresError(
      `The database is in ${beside}, but its owner can no longer reach it. Make every folder ` +
        `above it passable (chmod o+x), or move the project back to where it was.`,
    );
  }
  const home = isBeside || (dataInReach && !isAway) ? beside : away;
  if (home === away) {
    await makePassable(SYSTEM_FOLDER);
    await makePassable(dirname(away));
    report(
      `The database is in ${away}: PostgreSQL runs as the user "postgres", who cannot reach ${dataDir}.`,
    );
  }
  return { home, binaries: binariesInReach ? binaries : await copyBinaries(binaries, report) };
}

/** Where the cluster is unless the server's account cannot reach it. */
export const homeIn = (dataDir: string): string => join(dataDir, 'postgres');

/** Hands a new file or folder to the server's account. */
export async function giveTo(account: ServerAccount, path: string): Promise<void> {
  if (account.uid !== undefined) await chown(path, account.uid, account.gid);
}

/** Asks the system instead of adding up modes, which would miss ACLs, mounts and security modules. */
async function canReach(folder: string, account: ServerAccount): Promise<boolean> {
  try {
    await runProgram('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], account);
    return true;
  } catch {
    return false;
  }
}

async function copyBinaries(binaries: Binaries, report: (message: string) => void): Promise<Binaries> {
  const { platform, arch } = process;
  const root = join(SYSTEM_FOLDER, `postgresql-${binaries.packageVersion}-${platform}-${arch}`);
  const copy = binariesIn(root, binaries.packageVersion);
  if (await exists(root)) return copy;
  report(`Copying the PostgreSQL programs to ${root}: the user "postgres" cannot reach ${binaries.root}.`);
  const draft = `${root}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await makePassable(SYSTEM_FOLDER);
  try {
    await cp(binaries.root, draft, { recursive: true, verbatimSymlinks: true });
    await rename(draft, root);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(root))) throw error; // else another start has just put the same copy there
  }
  return copy;
}

/** A folder the server's account may enter, whatever our umask takes from the mode of a new one. */
async function makePassable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
