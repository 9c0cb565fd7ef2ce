import { lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import type { ServerAccount } from './account.js';
import { BinariesUnavailableError } from './embedded-postgres.errors.js';
import { runProgram } from './run-program.js';

/** The programs of one PostgreSQL, absolute paths. */
export interface Binaries {
  /** Folder that holds `bin`, `lib` and `share`; PostgreSQL finds them relative to each other, so it may be copied. */
  root: string;
  postgres: string;
  initdb: string;
  pgCtl: string;
  /** Version of the npm package, e.g. `18.4.0-beta.17`: names a copy of these binaries. */
  packageVersion: string;
}

const USE_A_SERVER = 'Set DATABASE_URL to a PostgreSQL server (14 or newer) instead.';

/**
 * The binaries that `embedded-postgres` brought for this platform. Its own entry is not imported: it installs
 * signal handlers that stop servers behind our back.
 * @throws BinariesUnavailableError where the package has none.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    const require = createRequire(import.meta.url);
    entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch (error) {
    throw new BinariesUnavailableError(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). ${USE_A_SERVER}`,
      { cause: error },
    );
  }
  const packageRoot = resolve(dirname(entry), '..');
  await restoreSymlinks(packageRoot);
  const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  return binariesIn(join(packageRoot, 'native'), version);
}

/** The same programs in another place. */
export function binariesIn(root: string, packageVersion: string): Binaries {
  const program = (name: string) => join(root, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    root,
    postgres: program('postgres'),
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    packageVersion,
  };
}

/**
 * Major version of the server, which must be the one that made the data directory.
 * @throws BinariesUnavailableError when the program does not start, e.g. for want of a system library.
 */
export async function majorVersion(binaries: Binaries, account: ServerAccount): Promise<number> {
  try {
    const answer = await runProgram(binaries.postgres, ['--version'], account);
    return Number(/\d+/.exec(answer)?.[0]);
  } catch (error) {
    throw new BinariesUnavailableError(
      `The embedded PostgreSQL does not run on this machine: ${(error as Error).message}. ${USE_A_SERVER}`,
      { cause: error },
    );
  }
}

/** npm packages cannot hold symlinks; the package makes them on install, which `--ignore-scripts` leaves out. */
async function restoreSymlinks(packageRoot: string): Promise<void> {
  let links: { source: string; target: string }[];
  try {
    links = JSON.parse(await readFile(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8'));
  } catch {
    return; // a platform without symlinks
  }
  for (const { source, target } of links) {
    const path = join(packageRoot, target);
    // A folder that cannot be written was made whole by whoever installed it; if not, `--version` will tell.
    await lstat(path).catch(() => symlink(basename(source), path).catch(() => undefined));
  }
}
