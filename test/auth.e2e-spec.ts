import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import pg from 'pg';
import { type Answer, type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';

const password = 'correct horse';
let people = 0;

/** The cookies an answer sets, by name, as `{value, attributes}`. */
function cookiesOf({ headers }: Answer): Record<string, { value: string; attributes: string }> {
  return Object.fromEntries(
    headers.getSetCookie().map((line) => {
      const [, name = '', value = '', attributes = ''] = /^([^=]+)=([^;]*);?(.*)$/.exec(line) ?? [];
      return [name, { value, attributes }];
    }),
  );
}

describe('accounts and sessions', () => {
  let app: TestApp;
  let nobody: Api;

  beforeAll(async () => {
    app = await startApp();
    nobody = api(app);
  });

  afterAll(() => app?.stop());

  const register = async (): Promise<{ username: string; answer: Answer }> => {
    const username = `person${++people}`;
    const answer = await nobody.post('/auth/registration', {
      username,
      email: `${username}@example.com`,
      password1: password,
      password2: password,
    });
    expect(answer.status).toBe(201);
    return { username, answer };
  };
  const browser = ({ answer }: { answer: Answer }, names = ['access', 'refresh', 'csrftoken']) => {
    const jar = cookiesOf(answer);
    return {
      cookie: names.map((name) => `${name}=${jar[name]?.value}`).join('; '),
      csrf: { 'x-csrftoken': jar.csrftoken?.value ?? '' },
    };
  };
  const sql = async (text: string, values: unknown[]): Promise<void> => {
    const client = new pg.Client({ connectionString: app.databaseUrl });
    await client.connect();
    await client.query(text, values).finally(() => client.end());
  };

  describe('registration', () => {
    it('answers with both tokens and the user', async () => {
      const { username, answer } = await register();
      expect(answer.body).toEqual({
        access: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        refresh: expect.stringMatching(/^[\w-]{43}$/),
        user: {
          pk: expect.any(Number),
          username,
          email: `${username}@example.com`,
          first_name: '',
          last_name: '',
          date_of_birth: null,
          plan: {
            id: expect.any(Number),
            name: 'Free',
            description: expect.any(String),
            monthly_price: { amount: 0, currency: 'USD', interval: 'None' },
            yearly_price: { amount: 0, currency: 'USD', interval: 'None' },
            is_current: true,
          },
          stripe_subscription_id: null,
          stripe_subscription_status: null,
          stripe_customer_id: null,
          subscription_renewal_date: null,
          subscription_interval: null,
        },
      });
    });

    it('says by field what is wrong, and what is taken in any spelling', async () => {
      const { username } = await register();
      const answer = await nobody.post('/auth/registration', {
        username: username.toUpperCase(),
        email: `${username}@EXAMPLE.com`,
        password1: '12345678',
        password2: '87654321',
      });
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body).toMatchObject({ code: 'validation_error', status: 400 });
      expect(answer.body.errors).toEqual({
        username: ['This username is taken.'],
        email: ['An account with this email exists already. Log in, or reset its password.'],
        password1: ['Do not use digits only.'],
        password2: ['The two passwords are not the same.'],
      });
    });

    it('lets one of ten at once have the name, and never fails', async () => {
      const body = { username: 'racer', password1: password, password2: password };
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          nobody.post('/auth/registration', { ...body, email: `racer${index}@example.com` }),
        ),
      );
      const refused = answers.filter(({ status }) => status === 400);
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(refused).toHaveLength(9);
      for (const { body: problem } of refused) expect(problem.errors).toHaveProperty('username');
    });

    it.each([
      ['an unknown field', { is_staff: true }, 'is_staff'],
      ['a number for a name', { username: 7 }, 'username'],
      ['a NUL byte', { username: 'a\0b' }, 'username'],
      ['half a surrogate pair', { email: '\ud800@example.com' }, 'email'],
      ['a password of a megabyte', { password1: 'x'.repeat(900_000) }, 'password1'],
    ])('refuses %s by name', async (_what, change, field) => {
      const good = {
        username: 'fresh',
        email: 'fresh@example.com',
        password1: password,
        password2: password,
      };
      const answer = await nobody.post('/auth/registration', { ...good, ...change });
      expect(answer.status).toBe(400);
      expect(Object.keys(answer.body.errors)).toContain(field);
    });
  });

  describe('login', () => {
    it('takes the username or the email, with or without a trailing slash', async () => {
      const { username } = await register();
      for (const names of [
        { username },
        { email: `${username}@example.com` },
        { username: '', email: `${username}@example.com` },
      ]) {
        const answer = await nobody.post('/auth/login/', { ...names, password });
        expect(answer.status).toBe(200);
        expect(answer.body.user.username).toBe(username);
      }
    });

    it('refuses a wrong password, an unknown name and a closed account with the same body', async () => {
      const { username } = await register();
      const closed = await register();
      await sql('UPDATE "user" SET is_active = false WHERE username = $1', [closed.username]);
      const answers = await Promise.all([
        nobody.post('/auth/login', { username, password: 'wrong horse' }),
        nobody.post('/auth/login', { username: 'nobody-here', password }),
        nobody.post('/auth/login', { username: closed.username, password }),
      ]);
      const bodies = answers.map(({ status, body }) => ({ status, ...body, request_id: '' }));
      expect(bodies[0]).toMatchObject({ status: 401, code: 'invalid_credentials' });
      expect(bodies[1]).toEqual(bodies[0]);
      expect(bodies[2]).toEqual(bodies[0]);
    });

    it('sets HttpOnly cookies, and a CSRF cookie that pages can read', async () => {
      const cookies = cookiesOf((await register()).answer);
      for (const name of ['access', 'refresh']) {
        expect(cookies[name]?.attributes).toMatch(/HttpOnly/);
        expect(cookies[name]?.attributes).toMatch(/SameSite=Lax/);
      }
      expect(cookies.csrftoken?.attributes).not.toMatch(/HttpOnly/);
    });

    it('sets no cookie after an HTML form, which any page could send', async () => {
      const { username } = await register();
      const answer = await nobody.post(
        '/auth/login',
        new URLSearchParams({ username, password }).toString(),
        {
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        },
      );
      expect(cookiesOf(answer)).toEqual({});
    });
  });

  describe('access', () => {
    it('needs a token of ours, of this kind and in its time', async () => {
      const { answer } = await register();
      const good = jwt.decode(answer.body.access, { complete: true }) as jwt.Jwt;
      const forged = jwt.sign(good.payload as object, 'a key of the attacker', {
        header: good.header as jwt.JwtHeader,
      });
      const unsigned = jwt.sign(good.payload as object, null, { algorithm: 'none' } as { algorithm: 'none' });
      for (const token of ['x', forged, unsigned, answer.body.refresh, `${answer.body.access}x`]) {
        expect((await nobody.as(token).get('/auth/user')).status).toBe(401);
      }
      const refusal = await nobody.get('/auth/user');
      expect(refusal.body).toMatchObject({ status: 401, code: 'not_authenticated' });
      expect(refusal.headers.get('www-authenticate')).toBe('Bearer');
    });

    it('lives for ten minutes', async () => {
      const { exp = 0, iat = 0 } = jwt.decode((await register()).answer.body.access) as jwt.JwtPayload;
      expect(exp - iat).toBe(600);
    });

    it('by cookie needs the CSRF token on unsafe methods, and on those only', async () => {
      const { cookie, csrf } = browser(await register());
      expect((await nobody.get('/auth/user', { headers: { cookie } })).status).toBe(200);
      const refused = await nobody.patch('/auth/user', { first_name: 'Eve' }, { headers: { cookie } });
      expect(refused.body).toMatchObject({ status: 403, code: 'csrf_failed' });
      const wrong = { headers: { cookie, 'x-csrftoken': 'a'.repeat(43) } };
      expect((await nobody.patch('/auth/user', { first_name: 'Eve' }, wrong)).status).toBe(403);
      const allowed = await nobody.patch(
        '/auth/user',
        { first_name: 'Ada' },
        { headers: { cookie, ...csrf } },
      );
      expect(allowed.body).toMatchObject({ first_name: 'Ada' });
    });

    it('is renewed silently by a refresh cookie', async () => {
      const { cookie, csrf } = browser(await register(), ['refresh', 'csrftoken']);
      expect((await nobody.patch('/auth/user', {}, { headers: { cookie } })).status).toBe(403);
      const answer = await nobody.patch('/auth/user', {}, { headers: { cookie, ...csrf } });
      expect(answer.status).toBe(200);
      expect(Object.keys(cookiesOf(answer)).sort()).toEqual(['access', 'csrftoken', 'refresh']);
    });

    it('ends for a closed account: at once for the account itself, for good at the next refresh', async () => {
      const { username, answer } = await register();
      await sql('UPDATE "user" SET is_active = false WHERE username = $1', [username]);
      expect((await nobody.as(answer.body.access).get('/auth/user')).status).toBe(401);
      expect((await nobody.post('/auth/token/refresh', { refresh: answer.body.refresh })).status).toBe(401);
    });
  });

  describe('refresh', () => {
    it('gives 20 at once the same successor, and ends the session when a used token returns', async () => {
      const { refresh } = (await register()).answer.body;
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => nobody.post('/auth/token/refresh', { refresh })),
      );
      expect(new Set(answers.map(({ status, body }) => `${status} ${body.refresh}`)).size).toBe(1);
      const next = await nobody.post('/auth/token/refresh', { refresh: answers[0]?.body.refresh });
      expect(Object.keys(next.body).sort()).toEqual(['access', 'refresh']);
      const reused = await nobody.post('/auth/token/refresh', { refresh });
      expect(reused.body).toMatchObject({ status: 401, code: 'invalid_refresh_token' });
      expect((await nobody.post('/auth/token/refresh', { refresh: next.body.refresh })).status).toBe(401);
    });

    it('takes the cookie, with the CSRF token and without a body', async () => {
      const { cookie, csrf } = browser(await register());
      expect((await nobody.post('/auth/token/refresh', undefined, { headers: { cookie } })).status).toBe(403);
      const answer = await nobody.post('/auth/token/refresh', undefined, { headers: { cookie, ...csrf } });
      expect(answer.status).toBe(200);
      expect(cookiesOf(answer).refresh?.value).toBe(answer.body.refresh);
    });

    it('refuses no token, and one that is none', async () => {
      expect((await nobody.post('/auth/token/refresh')).status).toBe(401);
      expect((await nobody.post('/auth/token/refresh', { refresh: 'nonsense' })).status).toBe(401);
      expect((await nobody.post('/auth/token/refresh', { refresh: 7 })).status).toBe(400);
    });
  });

  describe('logout', () => {
    it('ends this session and no other', async () => {
      const { username, answer } = await register();
      const other = (await nobody.post('/auth/login', { username, password })).body;
      const out = await nobody.as(answer.body.access).post('/auth/logout');
      expect([out.status, Object.keys(out.body)]).toEqual([200, ['detail']]);
      expect((await nobody.post('/auth/token/refresh', { refresh: answer.body.refresh })).status).toBe(401);
      expect((await nobody.post('/auth/token/refresh', { refresh: other.refresh })).status).toBe(200);
    });

    it('takes the refresh token alone, and clears the cookies', async () => {
      const { answer } = await register();
      const out = await nobody.post('/auth/logout', { refresh: answer.body.refresh });
      expect(out.status).toBe(200);
      expect(cookiesOf(out).refresh).toEqual({ value: '', attributes: expect.stringContaining('Max-Age=0') });
      expect((await nobody.post('/auth/token/refresh', { refresh: answer.body.refresh })).status).toBe(401);
    });

    it('needs some token, and the CSRF token with cookies', async () => {
      expect((await nobody.post('/auth/logout')).status).toBe(401);
      const { cookie } = browser(await register());
      expect((await nobody.post('/auth/logout', undefined, { headers: { cookie } })).status).toBe(403);
    });
  });

  it('gives a browser its CSRF token, the same one as long as it has it', async () => {
    const first = await nobody.get('/auth/csrf-token');
    expect(first.body).toEqual({ csrfToken: cookiesOf(first).csrftoken?.value });
    const cookie = `csrftoken=${first.body.csrfToken}`;
    expect((await nobody.get('/auth/csrf-token', { headers: { cookie } })).body).toEqual(first.body);
  });
});
