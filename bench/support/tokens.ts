import jwt from 'jsonwebtoken';
import { deriveKey } from '../../src/core/config/secret-key.js';

/** The installation's secret of all servers under test. */
export const SECRET_KEY = 'only-for-the-bench-and-never-for-an-installation';

/** As `AccessTokens` makes and checks them. */
export const TOKEN_KEY = deriveKey(SECRET_KEY, 'jwt');
export const TOKEN_RULES = {
  algorithms: ['HS256' as const],
  issuer: 'cv-improver',
  audience: 'cv-improver-api',
};

/** An access token of a user, good for the whole run. */
export function tokenFor(userId: number): string {
  return jwt.sign({ username: `user${userId}`, sid: '00000000-0000-4000-8000-000000000000' }, TOKEN_KEY, {
    header: { alg: 'HS256', typ: 'at+jwt' },
    issuer: TOKEN_RULES.issuer,
    audience: TOKEN_RULES.audience,
    subject: String(userId),
    expiresIn: '1h',
  });
}
