import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config/load-config.js';
import { DatabaseError } from '../database/database.errors.js';
import { EmbeddedPostgresError } from '../database/embedded/embedded-postgres.errors.js';
import { AppError } from '../http/app-error.js';
import { RedisAwayError } from '../redis/redis.errors.js';
import { CommandError } from './command-error.js';
import { interrupt, interruptOnSignals, isInterrupted } from './interruption.js';
import { UsageError } from './usage-error.js';

/** What a script may rely on: everything done, something failed or was found wrong, called in a way that makes no sense. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** Errors made for the person at the terminal; of anything else the stack is wanted too. */
const EXPECTED = [AppError, CommandError, ConfigError, DatabaseError, EmbeddedPostgresError, RedisAwayError];

/** The command line without commands yet; each that is added to it inherits how errors end. */
export function createProgram(): Command {
  return new Command('cv-improver')
    .description('Management commands of CV Improver. Exit codes: 0 done, 1 failed, 2 called wrongly.')
    .showHelpAfterError('(add --help for what the command takes)')
    .exitOverride();
}

/**
 * Runs the command that the arguments name. What went wrong goes to standard error, and the process ends with one of
 * the exit codes above once all output is written. A command that finds something wrong sets `process.exitCode` itself.
 * One that is interrupted cleans up and ends with 128 and the signal's number.
 */
export async function runProgram(program: Command): Promise<void> {
  // TypeORM compares schemas with calls that pg 9 will drop; the person at the terminal can do nothing about that.
  process.noDeprecation = true;
  // `cli … | head` closes our output early; that is the reader's choice and no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    void interrupt(EXIT.ok);
  });
  interruptOnSignals();
  try {
    await program.parseAsync();
  } catch (error) {
    if (isInterrupted()) return; // what it tripped over is what was taken away from it
    process.exitCode = exitCodeOf(error);
    // Commander has told its own errors already, beside the help that belongs to them.
    if (!(error instanceof CommanderError)) process.stderr.write(`${explain(error)}\n`);
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  return error instanceof UsageError ? EXIT.usage : EXIT.failed;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return EXPECTED.some((type) => error instanceof type) ? error.message : (error.stack ?? error.message);
}
