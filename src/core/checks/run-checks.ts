import { DiscoveryService } from '@nestjs/core';
import pg from 'pg';
import type { OpenApp, WithDatabase } from '../cli/with-app.js';
import type { AppConfig } from '../config/app-config.js';
import { loadConfig } from '../config/load-config.js';
import { connectionSettings } from '../database/database-options.js';
import { CheckRun } from './check-run.js';
import { ADDRESS_CHECKS } from './configuration/address-checks.js';
import { PROCESS_CHECKS } from './configuration/process-checks.js';
import { SECRET_CHECKS } from './configuration/secret-checks.js';
import { STORAGE_CHECKS } from './configuration/storage-checks.js';
import { ACCESS_CHECKS } from './database/access-checks.js';
import { CAPACITY_CHECKS } from './database/capacity-checks.js';
import { DURABILITY_CHECKS } from './database/durability-checks.js';
import { SCHEMA_CHECKS } from './database/schema-checks.js';
import { SERVER_CHECKS } from './database/server-checks.js';
import { RoomCheck } from './room-check.js';

const CONFIGURATION_CHECKS = [PROCESS_CHECKS, SECRET_CHECKS, ADDRESS_CHECKS, STORAGE_CHECKS];
const DATABASE_CHECKS = [SERVER_CHECKS, SCHEMA_CHECKS, ACCESS_CHECKS, CAPACITY_CHECKS, DURABILITY_CHECKS];

export interface CheckOptions {
  /** Also what matters only where others depend on the service. */
  deploy: boolean;
  /** How many processes of the service are to run at once. */
  processes: number;
}

/**
 * Looks at everything, from the inside out: configuration, database, modules. Each step needs the one before, so what
 * cannot be reached ends the walk, and that is a finding itself.
 */
export async function runChecks(
  { deploy, processes }: CheckOptions,
  { withDatabase, openApp }: { withDatabase: WithDatabase; openApp: OpenApp },
): Promise<CheckRun> {
  const run = new CheckRun(deploy);
  const config = await run.step(
    'configuration.valid',
    'npm run cli -- config:show lists every variable.',
    () => loadConfig(),
  );
  if (!config) return run;
  const configured = { config, variables: process.env };
  for (const checks of CONFIGURATION_CHECKS) await run.all(checks, configured);

  await run.step('database.reachable', 'DATABASE_URL must name a PostgreSQL that is up and lets us in.', () =>
    withDatabase(async (url) => {
      const upToDate = await checkDatabase(run, config, url, processes);
      if (upToDate) await checkRooms(run, url, openApp);
    }),
  );
  return run;
}

/** @returns whether the tables are there that the rooms ask. */
async function checkDatabase(
  run: CheckRun,
  config: AppConfig,
  url: string,
  processes: number,
): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, ...connectionSettings('worker') });
  client.on('error', () => undefined); // the query in progress reports it
  await client.connect();
  try {
    const subject = { config, url, client, processes };
    for (const checks of DATABASE_CHECKS) await run.all(checks, subject);
  } finally {
    await client.end();
  }
  return !run.findings.some(({ id }) => id === 'schema.migrations' || id === 'schema.entities');
}

/** Starts the modules, which itself proves much, and asks every check that they provide. */
async function checkRooms(run: CheckRun, url: string, openApp: OpenApp): Promise<void> {
  const app = await run.step(
    'modules.start',
    'The service would not start either: the message says why.',
    () => openApp(url),
  );
  if (!app) return;
  try {
    const providers = app.get(DiscoveryService, { strict: false }).getProviders();
    await run.all(
      providers
        .map(({ instance }) => instance as unknown)
        .filter((provider) => provider instanceof RoomCheck),
      undefined,
    );
  } finally {
    await app.close();
  }
}
