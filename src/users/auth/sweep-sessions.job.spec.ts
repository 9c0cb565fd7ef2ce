import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTransactions, type OpenTransactions } from '../../../test/support/open-transactions.js';
import { SweepSessionsJob } from './sweep-sessions.job.js';

const [ONE, TWO, THREE] = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`);

let open: OpenTransactions;
beforeAll(async () => {
  open = await openTransactions([]);
  await open.source.query(`INSERT INTO "user" (username, email) VALUES ('anna', 'anna@example.com')`);
});
afterAll(() => open.close());

it('forgets expired sessions, but not that one was revoked whose family lives', async () => {
  await open.source.query(
    `INSERT INTO refresh_session (user_id, family, token_hash, user_agent, expires_at, rotated_at, revoked_at)
     SELECT u.id, v.family::uuid, md5(v.name) || md5(v.name), v.name, now() + v.lasts::interval,
            CASE WHEN v.rotated THEN now() END, CASE WHEN v.revoked THEN now() END
     FROM "user" u, (VALUES
       ('used up', $1, '-1 day', true, false),
       ('alive', $1, '3 days', false, false),
       ('revoked', $2, '-1 day', false, true),
       ('born meanwhile', $2, '1 day', false, false),
       ('revoked long ago', $3, '-2 days', true, true),
       ('its successor', $3, '-1 day', false, true)) v (name, family, lasts, rotated, revoked)`,
    [ONE, TWO, THREE],
  );
  await open.source.query(
    `INSERT INTO admin_session (id, user_id, csrf_token, last_seen_at, expires_at)
     SELECT v.id, u.id, 'token', now(), now() + v.lasts::interval
     FROM "user" u, (VALUES ('over', '-1 second'), ('open', '1 hour')) v (id, lasts)`,
  );

  expect(await new SweepSessionsJob(open.transactions).perform()).toEqual({
    refreshTokens: 3,
    adminSessions: 1,
  });

  const names = await open.source.query<{ user_agent: string }[]>(
    'SELECT user_agent FROM refresh_session ORDER BY id',
  );
  expect(names.map(({ user_agent }) => user_agent)).toEqual(['alive', 'revoked', 'born meanwhile']);
  expect(await open.source.query('SELECT id FROM admin_session')).toEqual([{ id: 'open' }]);
});
