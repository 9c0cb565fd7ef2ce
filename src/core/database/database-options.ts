import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { SnakeNamingStrategy } from './naming-strategy.js';
import { RequestPool } from './request-pool.js';
import { StrictClient } from './strict-client.js';

/** The repository root as compiled: `dist` in a build, the checkout itself when tests run the sources. */
const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * What a connection is for. A request must not hold the server for long, a job may, and a migration may take
 * whatever it needs but still must not queue behind a lock for ever.
 */
export type DatabaseUse = 'request' | 'worker' | 'migration';

const STATEMENT_TIMEOUT_MS: Record<DatabaseUse, number> = { request: 5_000, worker: 60_000, migration: 0 };

/** A command may make its rows, or wait for those of a pipe, in the middle of its transaction. */
const IDLE_TIMEOUT_MS: Record<DatabaseUse, number> = { request: 10_000, worker: 10_000, migration: 0 };

/** How much longer than the server's own timeout an answer may take before the server counts as gone. */
const GRACE_MS = 1_000;

const INT8 = 20;

/**
 * `bigint` as a JSON number while that is exact, which every identity key is, and as a string beyond 2^53.
 * Set per connection: pg's own switch is global and would lose digits.
 */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    if (oid !== INT8 || format === 'binary') return pg.types.getTypeParser(oid, format as 'text');
    return (text: string) => (Number.isSafeInteger(Number(text)) ? Number(text) : text);
  },
};

/** Settings of every pg connection the service opens; `pg` sets no timeout by itself. */
export function connectionSettings(use: DatabaseUse): pg.PoolConfig {
  const statementTimeout = STATEMENT_TIMEOUT_MS[use];
  return {
    connectionTimeoutMillis: 2_000,
    query_timeout: statementTimeout && statementTimeout + GRACE_MS,
    keepAlive: true,
    application_name: `cv-improver-${use}`,
    options: [
      `-c statement_timeout=${statementTimeout}`,
      '-c lock_timeout=2000',
      `-c idle_in_transaction_session_timeout=${IDLE_TIMEOUT_MS[use]}`,
      '-c timezone=UTC',
    ].join(' '),
    types: types as pg.CustomTypesConfig,
  };
}

/** TypeORM's options for the one data source of a process: all rooms' entities and migrations, found by name. */
export function databaseOptions(url: string, use: DatabaseUse, poolSize = 2): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    namingStrategy: new SnakeNamingStrategy(),
    entities: [`${root}src/**/*.entity.{js,ts}`],
    migrations: [`${root}migrations/*/*.{js,ts}`],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    poolSize,
    installExtensions: false,
    driver: { ...pg, Pool: RequestPool },
    // Statements of one transaction that do not need each other's answers may be sent together.
    extra: { ...connectionSettings(use), Client: StrictClient, pipeline: true },
  };
}
