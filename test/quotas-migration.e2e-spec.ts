import { expect, it } from '@jest/globals';
import pg from 'pg';
import type { QueryRunner } from 'typeorm';
import { CreateUsageRecord1763654000000 } from '../migrations/core/1763654000000-create-usage-record.js';
import { createTestDatabase } from './support/postgres.js';

it("the usage of quotas begins with what today's rows say, and with what is under way", async () => {
  const own = await createTestDatabase();
  const database = new pg.Client(own.url);
  await database.connect();
  try {
    await database.query(`
      WITH u AS (INSERT INTO "user" (username, email) VALUES ('ann', 'ann@example.com') RETURNING id),
        q AS (INSERT INTO questionnaire (user_id, position, submitted_at)
          SELECT id, 'Chef', now() - days * interval '1 day' FROM u, (VALUES (0), (0), (3)) d (days) RETURNING *),
        f AS (INSERT INTO stored_file (storage, key, original_name, content_type, size, sha256, status)
          VALUES ('media', gen_random_uuid(), 'cv.pdf', 'application/pdf', 1, repeat('0', 64), 'ready') RETURNING id),
        c AS (INSERT INTO cv (owner_id, title, language, source_file_id) SELECT u.id, 'CV', 'en', f.id FROM u, f)
      INSERT INTO ai_response (questionnaire_id, prompt, provider, status, created_at)
      SELECT (SELECT min(id) FROM q), 'Improve it.', 'local', status, now() - days * interval '1 day'
      FROM (VALUES ('done', 0), ('done', 0), ('failed', 0), ('pending', 0), ('running', 1), ('done', 1)) v (status, days)`);

    const runner = { query: (sql: string) => database.query(sql) } as unknown as QueryRunner;
    await new CreateUsageRecord1763654000000().down(runner);
    await new CreateUsageRecord1763654000000().up(runner);

    const { rows } = await database.query(
      `SELECT scope, (now() AT TIME ZONE 'UTC')::date - day AS ago, used, reserved FROM usage_record ORDER BY scope, ago`,
    );
    expect(rows).toEqual([
      { scope: 'ai_responses', ago: 0, used: 2, reserved: 1 },
      { scope: 'ai_responses', ago: 1, used: 0, reserved: 1 },
      { scope: 'questionnaires', ago: 0, used: 2, reserved: 0 },
      { scope: 'uploads', ago: 0, used: 1, reserved: 0 },
    ]);
  } finally {
    await database.end();
    await own.drop();
  }
});
