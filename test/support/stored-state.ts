import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { TestApp } from './app.js';

/** How many rows and files there are: what bad input must not change. */
export async function storedState(database: pg.Client, app: TestApp): Promise<Record<string, number>> {
  const { rows } = await database.query<Record<string, number>>(`
    SELECT (SELECT count(*) FROM stored_file)::int AS files, (SELECT count(*) FROM cv)::int AS cvs,
           (SELECT count(*) FROM questionnaire)::int AS questionnaires, (SELECT count(*) FROM ai_response)::int AS responses,
           (SELECT count(*) FROM outbox_message)::int AS messages, (SELECT count(*) FROM "user")::int AS users`);
  const folder = join(app.dataDir, 'files');
  const objects = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return { ...rows[0], objects: objects.length };
}
