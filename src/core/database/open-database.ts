import type { AppConfig } from '../config/app-config.js';
import { checkServer } from './check-server.js';
import { AlreadyRunningError } from './embedded/embedded-postgres.errors.js';
import { joinEmbeddedPostgres, startEmbeddedPostgres } from './embedded/embedded-postgres.js';

/** How often a process tries to join or to own an embedded server that is being stopped under its hands. */
const MAX_ATTEMPTS = 5;

export interface OpenDatabase {
  url: string;
  /** Tells a second start where this one answers; only the embedded database keeps such a note. */
  setAddress(address: string): Promise<void>;
  /** To be called last: it stops an embedded server that no other process uses. */
  close(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL, or makes sure of the configured server.
 * @throws AlreadyRunningError, UnusableServerError
 */
export async function openDatabase(
  config: AppConfig,
  report: (message: string) => void,
): Promise<OpenDatabase> {
  if (config.database.kind === 'server') {
    await checkServer(config.database.url);
    return borrowed(config.database.url);
  }
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, report });
  return { url: server.url, setAddress: (address) => server.setAddress(address), close: () => server.stop() };
}

/** Like `openDatabase`, but works beside a running service or command: it then uses that one's database. */
export async function joinDatabase(
  config: AppConfig,
  report: (message: string) => void,
): Promise<OpenDatabase> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await openDatabase(config, report);
    } catch (error) {
      if (!(error instanceof AlreadyRunningError)) throw error;
      const joined = await joinEmbeddedPostgres(config.dataDir);
      if (joined) return borrowed(joined.url, () => joined.leave());
      if (attempts === MAX_ATTEMPTS) throw error;
    }
  }
}

function borrowed(url: string, close = (): Promise<void> => Promise.resolve()): OpenDatabase {
  return { url, setAddress: () => Promise.resolve(), close };
}
