import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/core/database/embedded/embedded-postgres.js';
import { migrate } from '../../src/core/database/migrate.js';
import { SECRET_KEY } from './tokens.js';

export const USERS = 10_000;
export const QUESTIONNAIRES = 200_000;

/** A PostgreSQL of our own with the service's default settings, and in it a service that has been used for a while. */
export interface BenchDatabase {
  query(statement: string, parameters?: unknown[]): Promise<void>;
  /** What the service under test is told; as in production, but without jobs, which have a worker of their own there. */
  environment: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/** Twenty questionnaires each over two years, of the usual size; a plan whose quotas are counted but never reached. */
const SEED = [
  `INSERT INTO "user" (username, email)
   SELECT 'user' || n, 'user' || n || '@example.com' FROM generate_series(1, ${USERS}) n`,
  `INSERT INTO plan (name, "order", ai_responses_per_day, questionnaires_per_day, uploads_per_day,
                     api_calls_per_hour, burst_per_minute)
   VALUES ('Everyone', 0, 1000000, 1000000, 1000000, 1000000, 1000000)`,
  `INSERT INTO questionnaire (user_id, position, industry, experience_level, company_size, location,
                              application_timeline, job_description, submitted_at)
   SELECT 1 + n % ${USERS}, 'Backend Engineer ' || n, 'Fintech', '3-5', 'medium', 'Berlin', '1-3 months',
          repeat('We look for someone who knows PostgreSQL and likes to write tests. ', 6),
          now() - interval '1 day' - interval '5 minutes' * n
   FROM generate_series(1, ${QUESTIONNAIRES}) n`,
  'VACUUM ANALYZE',
];

/** @param seed statements that fill it */
export async function openBenchDatabase(seed: readonly string[] = SEED): Promise<BenchDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cv-improver-bench-'));
  chmodSync(dataDir, 0o755); // root's server runs as another user
  const postgres = await startEmbeddedPostgres({ dataDir, report: () => undefined });
  await migrate(postgres.url);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  for (const statement of seed) await client.query(statement);
  return {
    environment: {
      NODE_ENV: 'production',
      DATABASE_URL: postgres.url,
      DATABASE_POOL_SIZE: '10',
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: '0',
      BACKEND_URL: 'http://127.0.0.1',
      SECRET_KEY,
      WORKER: 'off',
      RATE_LIMIT_PER_ADDRESS: '1000000000', // the load comes from one address
    },
    query: async (statement, parameters) => void (await client.query(statement, parameters)),
    async stop() {
      await client.end();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
