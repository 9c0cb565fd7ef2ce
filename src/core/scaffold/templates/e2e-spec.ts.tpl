import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdminClient } from './support/admin-client.js';
import { type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { register } from './support/people.js';

let app: TestApp;
let ada: Api;

beforeAll(async () => {
  app = await startApp();
  ada = await register(api(app));
});

afterAll(() => app?.stop());

describe('/{{room}}', () => {
  it('makes, shows, changes and deletes {{aOne}}', async () => {
    const made = await ada.post('/{{room}}', { name: 'First', description: 'Long.' });
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"1"']);
    const path = `/{{room}}/${made.body.id}`;
    expect((await ada.get(path)).body).toEqual(made.body);

    const changed = await ada.patch(path, { name: 'Second' }, { headers: { 'if-match': '"1"' } });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect(changed.body).toMatchObject({ name: 'Second', description: 'Long.' });
    const stale = await ada.put(path, { name: 'Third' }, { headers: { 'if-match': '"1"' } });
    expect([stale.status, stale.body.code]).toEqual([412, 'stale_version']);
    const emptied = await ada.patch(path, { description: null });
    expect([emptied.status, emptied.body.description]).toEqual([200, '']);
    expect((await ada.put(path, { name: 'Third' })).body).toMatchObject({ name: 'Third', description: '' });

    expect((await ada.delete(path)).status).toBe(204);
    expect((await ada.get(path)).status).toBe(404);
  });

  it('makes one, however often the same request is sent', async () => {
    const headers = { 'idempotency-key': 'the-same' };
    const [first, second] = [
      await ada.post('/{{room}}', { name: 'Once' }, { headers }),
      await ada.post('/{{room}}', { name: 'Once' }, { headers }),
    ];
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
  });

  it('lists your own, by page, filter, words and order', async () => {
    const eve = await register(api(app));
    for (const name of ['Bread', 'Apple pie', 'Apple']) await eve.post('/{{room}}', { name });
    const names = async (query: string) =>
      (await eve.get(`/{{room}}?${query}`)).body.results.map(({ name }: { name: string }) => name);
    expect((await eve.get('/{{room}}')).body.count).toBe(3);
    expect(await names('page_size=2')).toEqual(['Apple', 'Apple pie']);
    expect(await names('page_size=2&page=2')).toEqual(['Bread']);
    expect(await names('ordering=name')).toEqual(['Apple', 'Apple pie', 'Bread']);
    expect(await names('name=Apple')).toEqual(['Apple']);
    expect(await names('search=PIE+app')).toEqual(['Apple pie']);
  });

  it('refuses bad input by name', async () => {
    const bad = [{ name: '' }, { name: 'x'.repeat(201) }, { name: 'x', colour: 'red' }, { description: 'x' }];
    const refused = await Promise.all(bad.map((body) => ada.post('/{{room}}', body)));
    expect(refused.map(({ status, body }) => [status, ...Object.keys(body.errors)])).toEqual([
      [400, 'name'],
      [400, 'name'],
      [400, 'colour'],
      [400, 'name'],
    ]);
    expect((await ada.get('/{{room}}?colour=red')).body.errors).toHaveProperty('colour');
  });

  it('is nothing to anybody else', async () => {
    const { body } = await ada.post('/{{room}}', { name: 'Mine' });
    const eve = await register(api(app));
    const path = `/{{room}}/${body.id}`;
    const answers = [
      await eve.get(path),
      await eve.put(path, { name: 'x' }),
      await eve.patch(path, {}),
      await eve.delete(path),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await api(app).get(path)).status).toBe(401);
  });
});

describe('{{many}} in the admin', () => {
  const RESOURCE = '/admin/api/resources/{{table}}';

  it('can be made, found, changed and deleted, with a history', async () => {
    const admin = await AdminClient.enter(app);
    const owner = String((await ada.get('/auth/user')).body.pk);
    const made = await admin.save(`${RESOURCE}/actions/new`, { name: 'Of the admin', userId: owner });
    expect(made.json).toMatchObject({ title: 'Of the admin', notice: { type: 'success' } });
    const { key } = made.json;

    for (const query of ['filters.name=the+admin', `filters.userId=${owner}&q=admin`]) {
      const found = await admin.get(`${RESOURCE}/actions/list?${query}`);
      expect(found.json.rows.map((row: { key: string }) => row.key)).toEqual([key]);
    }
    const picked = await admin.get(`${RESOURCE}/actions/search?query=admin`);
    expect(picked.json.options).toEqual([{ key, title: 'Of the admin' }]);

    const edited = await admin.save(`${RESOURCE}/records/${key}/edit`, { name: 'Renamed' });
    expect(edited.json).toMatchObject({ title: 'Renamed' });
    expect((await admin.save(`${RESOURCE}/records/${key}/delete`, {})).status).toBe(200);

    const history = await admin.get(`${RESOURCE}/records/${key}/history`);
    const entries = history.json.entries.map(({ action }: { action: string }) => action);
    expect(entries).toEqual(['delete', 'update', 'create']);
  });
});
