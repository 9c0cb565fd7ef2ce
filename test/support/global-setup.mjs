import { existsSync } from 'node:fs';
import pg from 'pg';
import { DIST, startTestServer } from './test-server.mjs';

/**
 * One real PostgreSQL for the whole run and, in it, one migrated database that `createTestDatabase` copies.
 * Where there is no build, or it cannot migrate, specs without a database still run; the others say why they cannot.
 */
export default async function globalSetup() {
  if (!existsSync(new URL('src/core/database/migrate.js', DIST))) {
    process.env.TEST_DATABASE_PROBLEM =
      'There is no build to migrate with: use npm test, or npm run build first.';
    return;
  }
  const server = await startTestServer();
  globalThis.testServer = server;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => void server.close().finally(() => process.exit(130)));
  }
  process.env.TEST_DIRECTORY = server.directory;
  process.env.TEST_DATABASE_SERVER = server.url;
  try {
    await createTemplate(server.url);
  } catch (error) {
    process.env.TEST_DATABASE_PROBLEM = `The build could not migrate the test database: ${error.stack}`;
  }
}

async function createTemplate(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE DATABASE migrated');
  await client.end();
  const { migrate } = await import(new URL('src/core/database/migrate.js', DIST).href);
  await migrate(Object.assign(new URL(url), { pathname: '/migrated' }).href);
}
