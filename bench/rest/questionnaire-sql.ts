/** The statements of the service's three hot routes, as the bare server sends them too (seen with `log_statement`). */
const COLUMNS = `id, user_id AS "user", position, industry, experience_level, company_size, location,
  application_timeline, job_description, submitted_at, resume_id AS resume, cv_id AS cv`;

export const LIST = `SELECT ${COLUMNS} FROM questionnaire WHERE user_id = $1
  ORDER BY submitted_at DESC, id DESC LIMIT $2 OFFSET $3`;

export const COUNT = 'SELECT count(*)::int AS count FROM questionnaire WHERE user_id = $1';

export const GET = `SELECT ${COLUMNS} FROM questionnaire WHERE id = $1 AND user_id = $2`;

/** One request at a time per person, so that no two use the last of a quota. */
export const LOCK = 'SELECT pg_advisory_xact_lock(1364545364, hashint8($1))';

export const ALLOWANCE = `SELECT * FROM plan WHERE id = (SELECT coalesce(
  (SELECT s.plan_id FROM subscription s
    WHERE s.user_id = $1 AND s.status IN ('active', 'trialing', 'past_due')),
  (SELECT g.plan_id FROM plan_grant g JOIN plan p ON p.id = g.plan_id
    WHERE g.user_id = $1 AND (g.until IS NULL OR g.until > now())
    ORDER BY p."order" DESC, p.id LIMIT 1),
  (SELECT p.id FROM plan p
    WHERE NOT EXISTS (SELECT 1 FROM price WHERE price.plan_id = p.id AND price.active)
    ORDER BY p."order", p.id LIMIT 1)
))`;

export const UPGRADE = `SELECT * FROM plan WHERE "order" > $1
  AND EXISTS (SELECT 1 FROM price WHERE price.plan_id = plan.id AND price.active)
  ORDER BY "order", id LIMIT 1`;

export const USED =
  'SELECT count(*)::int AS used FROM questionnaire WHERE user_id = $1 AND submitted_at >= $2';

export const INSERT = `INSERT INTO questionnaire (user_id, position, industry, experience_level, company_size,
  location, application_timeline, job_description) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${COLUMNS}`;
