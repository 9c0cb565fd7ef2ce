import type { INestApplicationContext } from '@nestjs/common';

/**
 * Runs a command's work inside the service's modules, without its HTTP part, and closes everything afterwards. The
 * database is brought up to date first unless `migrate` is false.
 */
export type WithApp = (
  work: (app: INestApplicationContext) => Promise<void>,
  options?: { migrate?: boolean },
) => Promise<void>;

/** Hands the database's address to a command's work and closes what was opened for it. */
export type WithDatabase = (work: (url: string) => Promise<void>) => Promise<void>;

/** The service's modules on the database at `url`, which is taken as it is; whoever calls this closes them. */
export type OpenApp = (url: string) => Promise<INestApplicationContext>;
