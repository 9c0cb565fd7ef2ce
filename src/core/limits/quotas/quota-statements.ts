import { preparedQuery } from '../../database/prepared-query.js';
import type { QuotaScope } from './usage-record.entity.js';

/** Days of quotas are those of UTC, by the clock of the database. */
const TODAY = `(now() AT TIME ZONE 'UTC')::date`;

/**
 * Takes one of a person's ($1) quota in a scope ($2) of so many a day ($3), as used ($4 is 1, $5 is 0) or as reserved.
 * No row comes back when none is left. Others who want one of the same quota wait until the transaction ends, so that no
 * two of them take the last.
 */
export const TAKE = preparedQuery<{ taken: number }>(`
  INSERT INTO usage_record AS known (user_id, scope, day, used, reserved)
  SELECT $1::bigint, $2::text, ${TODAY}, $4::int, $5::int WHERE $3::int > 0
  ON CONFLICT (user_id, scope, day)
  DO UPDATE SET used = known.used + excluded.used, reserved = known.reserved + excluded.reserved
  WHERE known.used + known.reserved < $3::int
  RETURNING used + reserved AS taken`);

/** Ends reservations: so many ($4) of a person ($1) in a scope ($2), made at a time ($3), of which some ($5) are used. */
export const SETTLE = preparedQuery(`
  UPDATE usage_record SET reserved = reserved - $4::int, used = used + $5::int
  WHERE user_id = $1 AND scope = $2 AND day = ($3::timestamptz AT TIME ZONE 'UTC')::date AND reserved >= $4::int`);

/** What a person ($1) has taken of today's quotas. */
export const TAKEN = preparedQuery<{ scope: string; taken: number }>(
  `SELECT scope, used + reserved AS taken FROM usage_record WHERE user_id = $1 AND day = ${TODAY}`,
);

/** What has been taken of today's quotas, of a person ($1; null is of everybody), the most first, so many rows ($2). */
export const MOST_TAKEN = preparedQuery<{
  userId: number;
  username: string;
  scope: QuotaScope;
  taken: number;
}>(`
  SELECT u.id AS "userId", u.username, r.scope, r.used + r.reserved AS taken
  FROM usage_record r JOIN "user" u ON u.id = r.user_id
  WHERE r.day = ${TODAY} AND ($1::bigint IS NULL OR r.user_id = $1) AND r.used + r.reserved > 0
  ORDER BY taken DESC, u.id, r.scope LIMIT $2`);
