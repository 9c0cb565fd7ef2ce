import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  /** `postgresql://…` of a database that nobody else uses. */
  url: string;
  /** Disconnects everyone and removes it. */
  drop(): Promise<void>;
}

/** A fresh copy of the migrated database: no rows but those the migrations insert. Takes about 50 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  if (process.env.TEST_DATABASE_PROBLEM) throw new Error(process.env.TEST_DATABASE_PROBLEM);
  return create('TEMPLATE migrated');
}

/** A database without tables, to test migrating itself. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return create('TEMPLATE template1');
}

async function create(how: string): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  const server = process.env.TEST_DATABASE_SERVER;
  if (!server)
    throw new Error(
      process.env.TEST_DATABASE_PROBLEM ?? 'Run this through Jest: its global setup starts PostgreSQL.',
    );
  await onServer(server, `CREATE DATABASE ${name} ${how}`);
  return {
    url: Object.assign(new URL(server), { pathname: `/${name}` }).href,
    drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
