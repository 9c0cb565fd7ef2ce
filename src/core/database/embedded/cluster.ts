import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ServerAccount } from './account.js';
import { type Binaries, majorVersion } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { giveTo, type Placement } from './placement.js';
import { runProgram } from './run-program.js';

/** A database cluster on disk and what it takes to serve it. */
export interface Cluster extends Placement {
  account: ServerAccount;
  /** PostgreSQL's own data directory, inside `home`. */
  dataDirectory: string;
  user: string;
  password: string;
}

export interface ClusterOptions {
  account: ServerAccount;
  report: (message: string) => void;
  /** Whether files are flushed to disk; a throw-away cluster is made in half the time without. */
  sync: boolean;
}

/** Superuser of the cluster and the role the service connects as. */
const USER = 'cv_improver';

/**
 * The cluster at `placement`, made first if there is none. It is made under another name and renamed, so a start
 * that is cut off leaves nothing half-made, and of two first starts at once one wins and the other uses its work.
 */
export async function openCluster(placement: Placement, options: ClusterOptions): Promise<Cluster> {
  const existing = await readCluster(placement, options.account);
  if (existing) return existing;
  options.report('Creating the database (first time, a few seconds)…');
  await sweepDrafts(placement.home);
  await create(placement, options);
  const created = await readCluster(placement, options.account);
  if (created) return created;
  throw new EmbeddedPostgresError(`The database in ${placement.home} vanished while it was opened.`);
}

/**
 * The cluster at `placement`, or undefined if there is none yet.
 * @throws EmbeddedPostgresError when another major version of PostgreSQL made it.
 */
export async function readCluster(
  placement: Placement,
  account: ServerAccount,
): Promise<Cluster | undefined> {
  const { home, binaries } = placement;
  if (!(await isFolder(home))) return undefined;
  const dataDirectory = join(home, 'data');
  const [made, password] = await readOwn(home, ['data/PG_VERSION', 'password']);
  const major = await majorVersion(binaries, account);
  if (Number(made) !== major) {
    throw new EmbeddedPostgresError(
      `The database in ${dataDirectory} was made by PostgreSQL ${made}, but this version brings PostgreSQL ${major}. ` +
        'With the release that made it, write everything to a file (npm run cli -- data:dump --with-secrets ' +
        '--out cv.jsonl); with this one and a new DATA_DIR, run migration:run and then data:load cv.jsonl.',
    );
  }
  return { ...placement, account, dataDirectory, user: USER, password: password ?? '' };
}

async function readOwn(home: string, names: string[]): Promise<string[]> {
  try {
    return await Promise.all(names.map(async (name) => (await readFile(join(home, name), 'utf8')).trim()));
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The database in ${home} cannot be read (${(error as Error).message}). It belongs to the user who started ` +
        'CV Improver here first: start it as that user or as root, or choose another DATA_DIR.',
      { cause: error },
    );
  }
}

async function create({ home, binaries }: Placement, { account, sync }: ClusterOptions): Promise<void> {
  const draft = `${home}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  const passwordFile = join(draft, 'password');
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    await giveTo(account, draft);
    await giveTo(account, passwordFile);
    await initialise(binaries, account, draft, sync);
    await rename(draft, home);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (await isFolder(home)) return; // another start was faster
    throw new EmbeddedPostgresError(`The database could not be created: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function initialise(
  binaries: Binaries,
  account: ServerAccount,
  folder: string,
  sync: boolean,
): Promise<void> {
  const flags = [
    `--pgdata=${join(folder, 'data')}`,
    `--pwfile=${join(folder, 'password')}`,
    `--username=${USER}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own C.UTF-8: the same order on every system, and no upgrade of libc can break an index.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(sync ? [] : ['--no-sync']),
  ];
  let failure: unknown;
  // pg_trgm still asks the system what a letter is, and in plain C only ASCII is one.
  for (const letters of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    try {
      return void (await runProgram(binaries.initdb, [...flags, `--lc-ctype=${letters}`], account, folder));
    } catch (error) {
      failure = error;
      if (!/locale/i.test((error as Error).message)) break;
    }
  }
  throw failure;
}

/** Removes what starts that were killed have left behind. */
async function sweepDrafts(home: string): Promise<void> {
  for (const name of await readdir(dirname(home))) {
    const pid = name.startsWith(`${basename(home)}.new-`) ? Number(name.split('-')[1]) : NaN;
    if (!Number.isNaN(pid) && !isAlive(pid)) {
      await rm(join(dirname(home), name), { recursive: true, force: true, maxRetries: 3 });
    }
  }
}

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
