import type { AppConfig } from '../config/app-config.js';
import { checkServer } from './check-server.js';
import { AlreadyRunningError } from './embedded/embedded-postgres.errors.js';
import { runningEmbeddedPostgres, startEmbeddedPostgres } from './embedded/embedded-postgres.js';

export interface OpenDatabase {
  url: string;
  /** Tells a second start where this one answers; only the embedded database keeps such a note. */
  setAddress(address: string): Promise<void>;
  /** To be called last: it stops an embedded server that this process started. */
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

/** Like `openDatabase`, but works beside a running service: it then uses that one's database and leaves it running. */
export async function joinDatabase(
  config: AppConfig,
  report: (message: string) => void,
): Promise<OpenDatabase> {
  try {
    return await openDatabase(config, report);
  } catch (error) {
    const url = error instanceof AlreadyRunningError && (await runningEmbeddedPostgres(config.dataDir));
    if (!url) throw error;
    return borrowed(url);
  }
}

function borrowed(url: string): OpenDatabase {
  return { url, setAddress: () => Promise.resolve(), close: () => Promise.resolve() };
}
