import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Jest does not transform what its global setup imports: so this takes the build, not the sources. */
export const DIST = new URL('../../dist/', import.meta.url);

const PREFIX = 'cv-improver-test-';

/** Every commit may be lost in a crash of the machine: nobody will miss it. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/**
 * Starts the PostgreSQL of one test run, after clearing away what runs that were killed have left.
 * @returns its `url`, the `directory` for everything the run leaves on disk, and `close()`, which removes both.
 */
export async function startTestServer() {
  await sweep();
  const directory = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(directory, 0o755); // root's server runs as another user
  const postgres = await start(directory);
  const close = async () => {
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  };
  return { url: postgres.url, directory, close };
}

async function start(directory) {
  const { startEmbeddedPostgres } = await import(
    new URL('src/core/database/embedded/embedded-postgres.js', DIST).href
  );
  return startEmbeddedPostgres({
    dataDir: join(directory, 'server'),
    settings: SETTINGS,
    report: () => undefined,
  });
}

async function sweep() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    if (isAlive(Number(name.slice(PREFIX.length).split('-')[0]))) continue;
    await remove(join(tmpdir(), name)).catch(() => undefined); // another user's, or another run is at it right now
  }
}

async function remove(directory) {
  // Adopting the orphan is the way to stop it.
  if (existsSync(join(directory, 'server', 'postgres', 'data', 'postmaster.pid')))
    await (await start(directory)).stop();
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
