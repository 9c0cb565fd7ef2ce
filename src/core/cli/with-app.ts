import type { INestApplicationContext } from '@nestjs/common';

/** Runs a command's work inside the service's modules, without its HTTP part, and closes everything afterwards. */
export type WithApp = (work: (app: INestApplicationContext) => Promise<void>) => Promise<void>;

/** Hands the database's address to a command's work and closes what was opened for it. */
export type WithDatabase = (work: (url: string) => Promise<void>) => Promise<void>;
