import type { Logger } from 'pino';
import { closeAll } from './close-all.js';
import type { AppConfig } from './core/config/app-config.js';
import { ConfigError, loadConfig } from './core/config/load-config.js';
import { DatabaseError } from './core/database/database.errors.js';
import { EmbeddedPostgresError } from './core/database/embedded/embedded-postgres.errors.js';
import { InvalidInputError } from './core/http/app-error.js';
import { createLogger } from './core/logging/logger.js';

const closers: (() => Promise<void>)[] = [];

/** Something to close on shutdown; the last one opened is closed first. */
export function onShutdown(close: () => Promise<void>): void {
  closers.push(close);
}

/** Tells the person at the terminal something; a service's own record goes to the log. */
export function say(message: string): void {
  process.stdout.write(`${message}\n`);
}

/**
 * Loads the configuration, starts what `start` starts, and closes it in the reverse order on SIGINT, SIGTERM or SIGHUP.
 * A start that fails closes what was open already and exits with 1; an expected problem is told in plain words.
 */
export async function runProcess(start: (config: AppConfig, logger: Logger) => Promise<void>): Promise<void> {
  const started = (async () => {
    const config = loadConfig();
    await start(config, createLogger(config.log.level));
  })();
  let stopping: Promise<void> | undefined;
  const stop = (code: number): Promise<void> => (stopping ??= shutDown(started, code));
  // Ctrl-C reaches npm and us, and npm passes it on once more: one shutdown, however often it is asked for.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  try {
    await started;
  } catch (error) {
    process.stderr.write(`${explain(error as NodeJS.ErrnoException)}\n`);
    await stop(1);
  }
}

/** What to tell the person: a known problem in plain words, anything else with its stack. */
function explain(error: NodeJS.ErrnoException & { port?: number }): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${error.port} is taken. Stop what uses it, or set PORT (METRICS_PORT for a worker) to another one.`;
  if (error instanceof InvalidInputError) {
    const problems = Object.entries(error.extras.errors).map(
      ([field, messages]) => `  - ${field}: ${messages.join(' ')}`,
    );
    return `The first administrator cannot be made:\n${problems.join('\n')}\nChange ADMIN_USERNAME or ADMIN_PASSWORD.`;
  }
  const expected = [ConfigError, DatabaseError, EmbeddedPostgresError].some((type) => error instanceof type);
  return expected ? error.message : (error.stack ?? error.message);
}

async function shutDown(started: Promise<void>, code: number): Promise<void> {
  const problems = await closeAll(started, closers);
  for (const problem of problems) process.stderr.write(`while shutting down: ${problem}\n`);
  process.exit(code || Number(problems.length > 0));
}
