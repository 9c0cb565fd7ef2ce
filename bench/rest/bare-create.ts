import type pg from 'pg';
import { INSERT, LOCK, PLAN, USED } from './questionnaire-sql.js';

/** Inserts a questionnaire in the service's own transaction: one at a time per person, within the day's quota. */
export async function create(pool: pg.Pool, userId: number, body: Record<string, string>): Promise<object> {
  const client = await pool.connect();
  try {
    await client.query('START TRANSACTION');
    await client.query({ name: 'lock', text: LOCK, values: [userId] });
    const plan = await client.query<{ questionnairesPerDay: number }>({
      name: 'plan',
      text: PLAN,
      values: [userId],
    });
    const today = new Date();
    today.setUTCHours(0, 0, 0, 0);
    const used = await client.query<{ used: number }>({ name: 'used', text: USED, values: [userId, today] });
    if (used.rows[0]!.used >= plan.rows[0]!.questionnairesPerDay) throw new Error('quota');
    const { rows } = await client.query<object>({
      name: 'insert',
      text: INSERT,
      values: [
        userId,
        body.position,
        body.industry,
        body.experience_level,
        body.company_size,
        body.location,
        body.application_timeline,
        body.job_description,
        null,
        null,
      ],
    });
    await client.query('COMMIT');
    client.release();
    return rows[0]!;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
