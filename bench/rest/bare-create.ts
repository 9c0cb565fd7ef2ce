import type pg from 'pg';
import { ALLOWANCE, INSERT, LOCK, UPGRADE, USED } from './questionnaire-sql.js';

/** Inserts a questionnaire in the service's own transaction: one at a time per person, within the day's quota. */
export async function create(pool: pg.Pool, userId: number, body: Record<string, string>): Promise<object> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query({ name: 'lock', text: LOCK, values: [userId] });
    const plan = await client.query<{ order: number; questionnaires_per_day: number }>({
      name: 'allowance',
      text: ALLOWANCE,
      values: [userId],
    });
    await client.query({ name: 'upgrade', text: UPGRADE, values: [plan.rows[0]!.order] });
    const today = new Date();
    today.setUTCHours(0, 0, 0, 0);
    const used = await client.query<{ used: number }>({ name: 'used', text: USED, values: [userId, today] });
    if (used.rows[0]!.used >= plan.rows[0]!.questionnaires_per_day) throw new Error('quota');
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
