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

/** One of the day's quota, unless it is used up; others of the same person wait until the transaction ends. */
export const TAKE = `
  INSERT INTO usage_record AS known (user_id, scope, day, used, reserved)
  SELECT $1::bigint, $2::text, (now() AT TIME ZONE 'UTC')::date, $4::int, $5::int WHERE $3::int > 0
  ON CONFLICT (user_id, scope, day)
  DO UPDATE SET used = known.used + excluded.used, reserved = known.reserved + excluded.reserved
  WHERE known.used + known.reserved < $3::int
  RETURNING used + reserved AS taken`;

export const INSERT = `INSERT INTO "questionnaire" ("user_id", "position", "industry", "experience_level",
  "company_size", "location", "application_timeline", "job_description", "resume_id", "cv_id")
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${COLUMNS.replaceAll('"t0".', '')}`;
