import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ModelAdmin } from '../src/admin/model-admin.js';
import type { AdminVisitor, Visit } from './support/admin-visitor.js';
import { PASSWORD, startToyAdmin, type ToyAdmin } from './support/toy-admin.js';
import { Gadget, Part, User } from './support/toy-entities.js';

/** Staff have their own gadgets and the parts of these; prices are for superusers, stock is theirs to change. */
class GadgetAdmin extends ModelAdmin(Gadget, {
  list: ['id', 'name', 'price', 'stock', 'owner'],
  filters: ['name', 'price', 'owner'],
  search: ['name', 'price'],
  ordering: ['-price', 'name'],
  rows: [{ column: 'owner', value: (staff) => staff.id }],
  fields: { price: 'superusers', stock: { change: 'superusers' } },
}) {}

class PartAdmin extends ModelAdmin(Part, {
  rows: [{ column: 'gadget.owner', value: (staff) => staff.id }],
}) {}

const API = '/admin/api/resources';
const OWN = 1;
const FOREIGN = 2;

let toy: ToyAdmin;
let keeper: AdminVisitor;
let root: AdminVisitor;

beforeAll(async () => {
  toy = await startToyAdmin([
    { group: 'Toys', icon: 'Box', admins: [GadgetAdmin, PartAdmin] },
    { group: 'Users', icon: 'Users', admins: [User] },
  ]);
  [keeper, root] = [toy.visitor(), toy.visitor()];
  await keeper.logIn('keeper', PASSWORD);
  await root.logIn('root', PASSWORD);
});

afterAll(() => toy.close());

beforeEach(async () => {
  await toy.dataSource.query('TRUNCATE gadget, part, log_entry RESTART IDENTITY');
  await toy.dataSource.getRepository(Gadget).insert([
    { name: 'Own lamp', price: '7.77', ownerId: 4 },
    { name: 'Foreign lamp', price: '8.88', ownerId: 1 },
    { name: 'Nobody’s lamp', price: '9.99', ownerId: null },
  ]);
  await toy.dataSource.getRepository(Part).insert([
    { gadgetId: OWN, code: 'own-screw' },
    { gadgetId: FOREIGN, code: 'foreign-screw' },
  ]);
});

const gadgets = () => toy.dataSource.getRepository(Gadget).find({ order: { id: 'ASC' } });
const expectNoOther = ({ text }: Visit) => {
  for (const secret of ['Foreign', 'Nobody', '7.77', '8.88', '9.99']) expect(text).not.toContain(secret);
};

describe('#55 rows of others are not there for somebody held to their own', () => {
  it('in the list, its count, its filters and the search of pickers', async () => {
    const list = await keeper.get(`${API}/gadget/actions/list`);
    expect(list.text).toContain('Own lamp');
    expect(list.json.count.value).toBe(1);
    const found = await keeper.get(`${API}/gadget/actions/search?query=lamp`);
    expect(found.text).toContain('Own lamp');
    const others = await keeper.get(`${API}/gadget/actions/list?filters.ownerId=1`);
    expect(others.json.count.value).toBe(0);
    [list, found, others].forEach(expectNoOther);
    expectNoOther(await keeper.get(`${API}/gadget/actions/search?query=${FOREIGN}`));
    expect((await root.get(`${API}/gadget/actions/list`)).json.count.value).toBe(3);
  });

  it('at any address of theirs, whatever is done there', async () => {
    const record = `${API}/gadget/records/${FOREIGN}`;
    const answers = [
      await keeper.get(`${record}/show`),
      await keeper.get(`${record}/edit`),
      await keeper.post(`${record}/edit`, { name: 'Mine' }),
      await keeper.post(`${record}/delete`),
      await keeper.get(`${record}/delete`),
      await keeper.save(`${API}/gadget/bulk/bulkDelete`, { ids: [OWN, FOREIGN] }),
      await keeper.save(`${API}/gadget/bulk/bulkDelete`, { ids: [OWN, FOREIGN], confirmed: true }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    answers.forEach(expectNoOther);
    expect((await gadgets()).map(({ name }) => name)).toEqual(['Own lamp', 'Foreign lamp', 'Nobody’s lamp']);
  });

  it('nor can a row be moved to where they are', async () => {
    const moved = await keeper.post(`${API}/gadget/records/${OWN}/edit`, { ownerId: '1' });
    expect(moved.status).toBe(403);
    expect((await gadgets())[0]).toMatchObject({ ownerId: 4 });
  });

  it('by a rule over a relation', async () => {
    const viewer = toy.visitor();
    await viewer.logIn('viewer', PASSWORD);
    await toy.dataSource.getRepository(Gadget).update({ id: OWN }, { ownerId: 3 });
    const list = await viewer.get(`${API}/part/actions/list`);
    expect([list.text.includes('own-screw'), list.text.includes('foreign-screw')]).toEqual([true, false]);
    expect((await viewer.get(`${API}/part/records/${FOREIGN}~foreign-screw/show`)).status).toBe(404);
    expect((await viewer.get(`${API}/part/records/${OWN}~own-screw/show`)).status).toBe(200);
  });
});

describe('#55 a field that somebody may not see', () => {
  it('is in no answer, and neither filters, sorts nor finds', async () => {
    const answers = [
      await keeper.get(`${API}/gadget/actions/list`),
      await keeper.get(`${API}/gadget/records/${OWN}/show`),
      await keeper.get(`${API}/gadget/records/${OWN}/edit`),
      await keeper.get(`${API}/gadget/actions/search?query=7.77`),
    ];
    answers.forEach(expectNoOther);
    expect(answers[3]!.text).not.toContain('Own lamp');
    const asked = ['filters.price=7.77', 'sort=price'].map((query) =>
      keeper.get(`${API}/gadget/actions/list?${query}`),
    );
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([400, 400]);
    expect((await root.get(`${API}/gadget/records/${OWN}/show`)).text).toContain('7.77');
  });

  it('and one that they may only see, are not written whatever is posted', async () => {
    const posted = { name: 'Own lamp 2', price: '0.01', stock: '5' };
    expect((await keeper.post(`${API}/gadget/records/${OWN}/edit`, posted)).status).toBe(200);
    expect((await gadgets())[0]).toMatchObject({ name: 'Own lamp 2', price: '7.77', stock: null });
    expect((await root.post(`${API}/gadget/records/${OWN}/edit`, posted)).status).toBe(200);
    expect((await gadgets())[0]).toMatchObject({ price: '0.01', stock: 5 });
  });
});
