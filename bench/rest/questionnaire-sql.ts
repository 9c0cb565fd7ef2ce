/**
 * The statements of the service's three hot routes, word for word as PostgreSQL logs them (`log_statement`); the
 * bench compares the answers, so that they cannot drift apart unseen.
 */
const COLUMNS = `"t0"."id" AS "id", "t0"."user_id" AS "user", "t0"."position" AS "position",
  "t0"."industry" AS "industry", "t0"."experience_level" AS "experience_level",
  "t0"."company_size" AS "company_size", "t0"."location" AS "location",
  "t0"."application_timeline" AS "application_timeline", "t0"."job_description" AS "job_description",
  "t0"."submitted_at" AS "submitted_at", "t0"."resume_id" AS "resume", "t0"."cv_id" AS "cv",
  "t0"."version" AS "version"`;

export const LIST = `SELECT ${COLUMNS} FROM "questionnaire" "t0" WHERE "t0"."user_id" = $1
  ORDER BY "t0"."submitted_at" DESC, "t0"."id" DESC LIMIT $2 OFFSET $3`;

export const COUNT = 'SELECT count(*) AS count FROM "questionnaire" "t0" WHERE "t0"."user_id" = $1';

export const GET = `SELECT ${COLUMNS} FROM "questionnaire" "t0" WHERE "t0"."id" = $1 AND "t0"."user_id" = $2`;

/** One request at a time per person, so that no two use the last of a quota. */
export const LOCK = 'SELECT pg_advisory_xact_lock(1364545364, hashint8($1))';

/** The plan a person is on. */
export const PLAN = `
  SELECT id, created_at AS "createdAt", updated_at AS "updatedAt", version, name, description, "order",
         ai_responses_per_day AS "aiResponsesPerDay", questionnaires_per_day AS "questionnairesPerDay",
         uploads_per_day AS "uploadsPerDay", api_calls_per_hour AS "apiCallsPerHour",
         burst_per_minute AS "burstPerMinute", features
  FROM plan WHERE id = (SELECT coalesce(
    (SELECT s.plan_id FROM subscription s
      WHERE s.user_id = $1 AND s.status IN ('trialing', 'active', 'past_due')),
    (SELECT g.plan_id FROM plan_grant g JOIN plan p ON p.id = g.plan_id
      WHERE g.user_id = $1 AND (g.until IS NULL OR g.until > now())
      ORDER BY p."order" DESC, p.id LIMIT 1),
    (SELECT p.id FROM plan p
      WHERE NOT EXISTS (SELECT 1 FROM price WHERE price.plan_id = p.id AND price.active)
      ORDER BY p."order", p.id LIMIT 1)
  ))`;

export const USED =
  'SELECT count(*)::int AS used FROM questionnaire WHERE user_id = $1 AND submitted_at >= $2';

export const INSERT = `INSERT INTO "questionnaire" ("user_id", "position", "industry", "experience_level",
  "company_size", "location", "application_timeline", "job_description", "resume_id", "cv_id")
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${COLUMNS.replaceAll('"t0".', '')}`;
