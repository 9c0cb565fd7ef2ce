import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';

describe('the own account', () => {
  let app: TestApp;
  let nobody: Api;
  let people = 0;

  beforeAll(async () => {
    app = await startApp();
    nobody = api(app);
  });

  afterAll(() => app?.stop());

  const register = async (): Promise<{ username: string; me: Api }> => {
    const username = `person${++people}`;
    const { body } = await nobody.post('/auth/registration', {
      username,
      email: `${username}@example.com`,
      password1: 'correct horse',
      password2: 'correct horse',
    });
    return { username, me: nobody.as(body.access) };
  };

  it('takes the whole object back, changes what may be changed and ignores the rest', async () => {
    const { me } = await register();
    const before = (await me.get('/auth/user')).body;
    const changes = { first_name: 'Ada', last_name: 'Lovelace', date_of_birth: '1990-12-10' };
    const readOnly = { pk: 1, email: 'other@example.com', plan: { id: 4 }, stripe_customer_id: 'cus_1' };
    const after = await me.put('/auth/user', { ...before, ...changes, ...readOnly });
    expect(after.status).toBe(200);
    expect(after.body).toEqual({ ...before, ...changes });
    expect((await me.get('/auth/user')).body).toEqual(after.body);
    expect((await me.patch('/auth/user', { date_of_birth: null })).body.date_of_birth).toBeNull();
  });

  it('takes names as plain text, whatever they are dressed in', async () => {
    const { me } = await register();
    const { body } = await me.patch('/auth/user', {
      first_name: '<b onclick="x()">Ada</b><script>x()</script>',
    });
    expect(body.first_name).toBe('Ada');
  });

  it('refuses unknown fields, bad values and a name that is taken', async () => {
    const other = await register();
    const { me } = await register();
    const wrong = await me.patch('/auth/user', {
      is_superuser: true,
      date_of_birth: '2023-02-30',
      first_name: null,
    });
    expect(Object.keys(wrong.body.errors).sort()).toEqual(['date_of_birth', 'first_name', 'is_superuser']);
    expect((await me.put('/auth/user', { first_name: 'Ada' })).body.errors).toHaveProperty('username');
    const taken = await me.patch('/auth/user', { username: other.username.toUpperCase() });
    expect(taken.body.errors).toEqual({ username: ['This username is taken.'] });
  });

  it('is written by who has read what it is now, and read by who has not', async () => {
    const { me } = await register();
    const read = await me.get('/auth/user');
    const seen = { headers: { 'if-match': read.headers.get('etag') ?? '' } };
    const answers = await Promise.all(
      ['Ada', 'Eva', 'Ida'].map((first_name) => me.patch('/auth/user', { first_name }, seen)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const changed = answers.find(({ status }) => status === 200)!;
    const again = await me.get('/auth/user');
    expect(again.body).toEqual(changed.body);
    expect(again.headers.get('etag')).toBe(changed.headers.get('etag'));
    const had = { headers: { 'if-none-match': changed.headers.get('etag') ?? '' } };
    const same = await me.get('/auth/user', had);
    expect([same.status, same.body]).toEqual([304, undefined]);
    await me.patch('/auth/user', { last_name: 'Lovelace' });
    expect((await me.get('/auth/user', had)).status).toBe(200);
  });
});
