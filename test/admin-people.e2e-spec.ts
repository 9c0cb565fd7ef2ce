import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import type { FormAnswer } from '../src/admin/answers/form.answer.js';
import { AdminClient } from './support/admin-client.js';
import { api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';

const USERS = '/admin/api/resources/user';
const GROUPS = '/admin/api/resources/group';

let app: TestApp;
let client: AdminClient;
let database: pg.Client;

beforeAll(async () => {
  app = await startApp();
  client = await AdminClient.enter(app);
  database = new pg.Client({ connectionString: app.databaseUrl });
  await database.connect();
});

afterAll(async () => {
  await database?.end();
  await app?.stop();
});

it('people are saved by the rules of their owner: one spelling of addresses, names as everyone’s', async () => {
  const created = await client.save(`${USERS}/actions/new`, { username: 'ann', email: ' Ann@EXAMPLE.com ' });
  expect([created.status, created.json.title]).toEqual([200, 'ann']);
  const { values } = (await client.get(`${USERS}/records/${created.json.key}/edit`)).json as FormAnswer;
  expect(values).toMatchObject({ username: 'ann', email: 'Ann@example.com', isActive: true });
  const refused = await client.save(`${USERS}/actions/new`, { username: 'Änn', email: 'nobody' });
  expect([refused.status, refused.json.errors]).toEqual([
    422,
    { username: expect.stringContaining('without accents'), email: 'Send an email address.' },
  ]);
  const taken = await client.save(`${USERS}/actions/new`, { username: 'ANN', email: 'other@example.com' });
  expect([taken.status, taken.json.errors]).toEqual([422, { username: 'This username is taken.' }]);
});

it('whoever is deactivated is logged out everywhere, in the same transaction', async () => {
  const account = {
    username: 'bob',
    email: 'bob@example.com',
    password1: 'long enough 1',
    password2: 'long enough 1',
  };
  expect((await api(app).post('/auth/registration', account)).status).toBe(201);
  const open = `SELECT count(*)::int AS open FROM refresh_session s JOIN "user" u ON u.id = s.user_id
    WHERE u.username = 'bob' AND s.revoked_at IS NULL`;
  expect((await database.query(open)).rows).toEqual([{ open: 1 }]);
  const { rows } = await database.query<{ id: string }>(`SELECT id FROM "user" WHERE username = 'bob'`);
  expect((await client.save(`${USERS}/records/${rows[0]!.id}/edit`, { isActive: false })).status).toBe(200);
  expect((await database.query(open)).rows).toEqual([{ open: 0 }]);
});

it('#29 groups get permissions, and people groups, each as one difference', async () => {
  const { rows } = await database.query<{ id: string }>(
    `SELECT id FROM permission WHERE codename LIKE 'cv.view_%' ORDER BY id LIMIT 3`,
  );
  const [first, second, third] = rows.map(({ id }) => id);
  const group = await client.save(`${GROUPS}/actions/new`, { name: 'Readers', permissions: [first, second] });
  expect(group.status).toBe(200);
  const path = `${GROUPS}/records/${group.json.key}/edit`;
  expect((await client.save(path, { permissions: [second, third] })).status).toBe(200);
  const { links } = (await client.get(path)).json as FormAnswer;
  expect(links[0]!.chosen.map(({ key }) => key).sort()).toEqual([second, third].sort());
  const head = await database.query<{ id: string }>(`SELECT id FROM "user" WHERE username = 'head'`);
  const user = `${USERS}/records/${head.rows[0]!.id}/edit`;
  expect((await client.save(user, { groups: [group.json.key] })).status).toBe(200);
  const log = await database.query<{ entity: string }>(
    `SELECT entity FROM log_entry WHERE entity IN ('group', 'user_group', 'group_permission') ORDER BY id`,
  );
  expect(log.rows.map(({ entity }) => entity)).toEqual(['group', 'group']);
});
