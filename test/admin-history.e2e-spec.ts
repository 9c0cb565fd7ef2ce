import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ModelAdmin } from '../src/admin/model-admin.js';
import type { AdminVisitor } from './support/admin-visitor.js';
import { PASSWORD, startToyAdmin, type ToyAdmin } from './support/toy-admin.js';
import { Gadget, Part, User } from './support/toy-entities.js';

class GadgetAdmin extends ModelAdmin(Gadget, {
  rows: [{ column: 'owner', value: (staff) => staff.id, except: (staff) => staff.username !== 'keeper' }],
  fields: { price: 'superusers' },
}) {}

const GADGET = '/admin/api/resources/gadget';

interface Entry {
  who: string | null;
  action: string;
  changes: { label: string; before: string | null; after: string | null }[];
}

let toy: ToyAdmin;
const visitors = new Map<string, AdminVisitor>();

beforeAll(async () => {
  toy = await startToyAdmin([
    { group: 'Toys', icon: 'Box', admins: [GadgetAdmin, Part] },
    { group: 'Users', icon: 'Users', admins: [User] },
  ]);
  for (const who of ['root', 'editor', 'keeper'] as const) {
    const visitor = toy.visitor();
    await visitor.logIn(who, PASSWORD);
    visitors.set(who, visitor);
  }
});

afterAll(() => toy.close());

beforeEach(async () => {
  await toy.dataSource.query('TRUNCATE gadget, part, log_entry RESTART IDENTITY');
});

const as = (who: string): AdminVisitor => visitors.get(who)!;
const history = (who: string, key: number | string, query = '') =>
  as(who).get(`${GADGET}/records/${key}/history${query}`);

describe('#50 the history of a row', () => {
  it('tells who did what when, each field before and after, in words', async () => {
    const start = Date.now();
    await as('root').save(`${GADGET}/actions/new`, { name: 'Lamp', ownerId: '2', tags: ['a', 'b'] });
    const change = { active: true, ownerId: '3', price: '1.50', data: '{"a":1}' };
    await as('root').save(`${GADGET}/records/1/edit`, change);
    const { status, json } = await history('root', 1);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      label: 'Gadgets',
      title: 'Lamp',
      exists: true,
      count: 2,
      page: 1,
      pages: 1,
    });
    const [update, create] = json.entries as (Entry & { at: string })[];
    expect(update).toMatchObject({
      who: 'root',
      action: 'update',
      changes: [
        { label: 'Price', before: null, after: '1.50' },
        { label: 'Active', before: 'No', after: 'Yes' },
        { label: 'Data', before: null, after: '{\n  "a": 1\n}' },
        { label: 'Owner', before: 'editor', after: 'viewer' },
      ],
    });
    expect(create).toMatchObject({ who: 'root', action: 'create' });
    expect(create!.changes).toContainEqual(
      expect.objectContaining({ label: 'Tags', before: null, after: 'a, b' }),
    );
    const at = new Date(update!.at).getTime();
    expect(at).toBeGreaterThanOrEqual(start - 1000);
    expect(at).toBeLessThanOrEqual(Date.now() + 1000);
  });

  it('#55 keeps fields, titles and rows from those who may not see them', async () => {
    await as('root').save(`${GADGET}/actions/new`, { name: 'Lamp', ownerId: '2', price: '7.77' });
    const seen = await history('editor', 1);
    expect(seen.status).toBe(200);
    expect(seen.text).not.toContain('7.77');
    const owner = (seen.json.entries as Entry[])[0]!.changes.find(({ label }) => label === 'Owner');
    expect(owner).toMatchObject({ before: null, after: '2' });
    expect((await history('keeper', 1)).status).toBe(404);
    await toy.dataSource.getRepository(Gadget).update({ id: 1 }, { ownerId: 4 });
    expect((await history('keeper', 1)).status).toBe(200);
    await as('root').save(`${GADGET}/records/1/delete`);
    expect((await history('keeper', 1)).status).toBe(404);
    const gone = await history('root', 1);
    expect(gone.json).toMatchObject({ title: 'Lamp', exists: false, count: 2 });
    expect((await as('editor').get('/admin/api/resources/user/records/1/history')).status).toBe(403);
  });

  it('#55 names whoever did it only to those who may see people, and to themselves', async () => {
    await as('root').save(`${GADGET}/actions/new`, { name: 'Lamp', ownerId: '4' });
    await as('editor').save(`${GADGET}/records/1/edit`, { stock: 1 });
    const names = async (who: string) =>
      (await history(who, 1)).json.entries.map((entry: Entry) => entry.who);
    expect(await names('keeper')).toEqual(['editor', 'root']); // may view people
    expect(await names('editor')).toEqual(['editor', 'A member of staff']);
  });

  it('comes in pages, the last one for a page beyond it', async () => {
    await toy.dataSource.getRepository(Gadget).insert({ name: 'Lamp' });
    await toy.dataSource.query(
      `INSERT INTO log_entry (actor_id, action, entity, entity_id, label, diff)
       SELECT NULL, 'update', 'gadget', '1', 'Lamp', jsonb_build_object('name', jsonb_build_object('before', n, 'after', n + 1))
       FROM generate_series(1, 60) n`,
    );
    const first = await history('root', 1);
    expect(first.json).toMatchObject({ count: 60, page: 1, pages: 3 });
    expect(first.json.entries).toHaveLength(25);
    expect(first.json.entries[0]).toMatchObject({ who: null, changes: [{ before: '60', after: '61' }] });
    const last = await history('root', 1, '?page=99');
    expect(last.json).toMatchObject({ page: 3 });
    expect(last.json.entries).toHaveLength(10);
    const statuses = await Promise.all(
      ['?page=0', '?page=x', '?page=-1'].map(async (query) => (await history('root', 1, query)).status),
    );
    expect(statuses).toEqual([400, 400, 400]);
  });

  it('of a row that never was is a 404', async () => {
    const statuses = await Promise.all(
      ['4711', 'x', '%00'].map(async (key) => (await history('root', key)).status),
    );
    expect(statuses).toEqual([404, 404, 404]);
  });
});
