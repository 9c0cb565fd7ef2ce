import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import type { FormAnswer } from '../src/admin/answers/form.answer.js';
import type { ListAnswer } from '../src/admin/answers/list.answer.js';
import { AdminClient } from './support/admin-client.js';
import { startApp, type TestApp } from './support/app.js';

const API = '/admin/api/resources';

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

const idOf = async (sql: string): Promise<string> => {
  const { rows } = await database.query<{ id: string }>(sql);
  return String(rows[0]!.id);
};

it('#30 prices are made, replaced and kept in the form of their plan', async () => {
  const quotas = { aiResponsesPerDay: 1, questionnairesPerDay: 1, uploadsPerDay: 1, apiCallsPerHour: 1 };
  const price = (values: object) => ({ interval: 'month', amount: '900', currency: 'EUR', ...values });
  const created = await client.save(`${API}/plan/actions/new`, {
    ...{ name: 'Team', ...quotas, burstPerMinute: 1 },
    inlines: { price: [{ id: 'n0', values: price({}) }] },
  });
  expect([created.status, created.json.errors]).toEqual([200, undefined]);
  const path = `${API}/plan/records/${created.json.key}/edit`;
  const [prices] = ((await client.get(path)).json as FormAnswer).inlines;
  const [old] = prices!.rows;
  expect(old!.values).toMatchObject({ interval: 'month', amount: 900, currency: 'EUR', active: true });
  const second = { id: 'n0', values: price({ amount: '1200' }) };
  const twice = await client.save(path, { inlines: { price: [second] } });
  expect(twice.json.errors).toEqual({ 'inlines.price.n0.interval': 'There is already one with this value.' });
  const off = { id: 'r0', key: old!.key, version: old!.version, values: { active: false } };
  expect((await client.save(path, { inlines: { price: [second, off] } })).status).toBe(200);
  const { rows } = await database.query(
    `SELECT amount, active FROM price WHERE plan_id = ${created.json.key} ORDER BY id`,
  );
  expect(rows).toEqual([
    { amount: 900, active: false },
    { amount: 1200, active: true },
  ]);
});

it('#30 a plan is granted in the form of the person who gets it', async () => {
  const user = await idOf(`SELECT id FROM "user" WHERE username = 'head'`);
  const plan = await idOf(`SELECT id FROM plan ORDER BY id LIMIT 1`);
  const row = { id: 'n0', values: { planId: plan, reason: 'A jury of ours' } };
  const { status } = await client.save(`${API}/user/records/${user}/edit`, {
    inlines: { plan_grant: [row] },
  });
  expect(status).toBe(200);
  const log = await idOf(
    `SELECT entity_id AS id FROM log_entry WHERE entity = 'plan_grant' AND action = 'create'`,
  );
  const { rows } = await database.query(`SELECT user_id, reason FROM plan_grant WHERE id = ${log}`);
  expect(rows).toEqual([{ user_id: user, reason: 'A jury of ours' }]);
});

it('#6 questionnaires are filtered by the plan that their user is subscribed to', async () => {
  const [first, second] = await Promise.all(
    ['Payer', 'Gone'].map((name) =>
      idOf(`INSERT INTO "user" (username, email) VALUES ('${name}', '${name}@example.com') RETURNING id`),
    ),
  );
  const plan = await idOf(`SELECT id FROM plan ORDER BY id DESC LIMIT 1`);
  await database.query(
    `INSERT INTO subscription (user_id, plan_id, status) VALUES (${first}, ${plan}, 'active'), (${second}, ${plan}, 'canceled')`,
  );
  await database.query(
    `INSERT INTO questionnaire (user_id, position) VALUES (${first}, 'Paid for'), (${second}, 'Not any more')`,
  );
  const { json } = await client.get(`${API}/questionnaire/actions/list?filters.plan=${plan}`);
  const list = json as ListAnswer;
  const position = list.columns.findIndex(({ name }) => name === 'position');
  expect(list.rows.map(({ cells }) => cells[position])).toEqual(['Paid for']);
  expect(list.filters.find(({ name }) => name === 'plan')).toMatchObject({ references: 'plan' });
});

it('#48 a person can be deleted with what they used of their quotas', async () => {
  const user = await idOf(
    `INSERT INTO "user" (username, email) VALUES ('user', 'user@example.com') RETURNING id`,
  );
  await database.query(
    `INSERT INTO usage_record (user_id, scope, day, used) VALUES (${user}, 'uploads', '2026-01-01', 1)`,
  );
  const { json } = await client.get(`${API}/user/records/${user}/delete`);
  expect(json).toMatchObject({ obstacles: [], going: { with: [{ entity: 'usage_record', count: 1 }] } });
});
