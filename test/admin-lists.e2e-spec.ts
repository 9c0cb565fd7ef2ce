import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AdminVisitor } from './support/admin-visitor.js';
import { GADGETS, startGadgetAdmin } from './support/gadget-admin.js';
import type { ToyAdmin } from './support/toy-admin.js';
import { Gadget, Part } from './support/toy-entities.js';

let toy: ToyAdmin;
let visitor: AdminVisitor;

beforeAll(async () => {
  ({ toy, visitor } = await startGadgetAdmin());
});

afterAll(() => toy.close());

beforeEach(async () => {
  await toy.dataSource.query('TRUNCATE gadget, part RESTART IDENTITY');
});

const gadgets = () => toy.dataSource.getRepository(Gadget);

describe('lists', () => {
  beforeEach(async () => {
    await gadgets().insert([
      {
        name: 'Alpha 100%',
        size: 'large',
        stock: 1,
        serial: 5,
        price: '1.50',
        active: true,
        data: { k: 'v' },
      },
      {
        name: 'beta_x',
        stock: 2,
        tags: ['red'],
        madeOn: '2024-01-31',
        soldAt: new Date('2024-01-31T10:00:00Z'),
      },
      { name: 'betaax', size: 'large', address: '10.0.0.1', ownerId: 2 },
    ]);
  });

  const names = async (query: string): Promise<string[]> => {
    const { status, json } = await visitor.get(`${GADGETS}/actions/list?${query}`);
    expect(status).toBe(200);
    const { records, meta } = json as { records: { params: { name: string } }[]; meta: { total: number } };
    expect(meta.total).toBeGreaterThanOrEqual(records.length);
    return records.map(({ params }) => params.name);
  };

  it.each([
    ['filters.name=BETA', ['beta_x', 'betaax']],
    ['filters.name=_', ['beta_x']],
    ['filters.name=%25', ['Alpha 100%']],
    ['filters.size=large', ['Alpha 100%', 'betaax']],
    ['filters.stock=2', ['beta_x']],
    ['filters.serial=5', ['Alpha 100%']],
    ['filters.price=1.5', ['Alpha 100%']],
    ['filters.active=true', ['Alpha 100%']],
    ['filters.madeOn=2024-01-31', ['beta_x']],
    ['filters.soldAt~~from=2024-01-31T09:00:00Z&filters.soldAt~~to=2024-01-31T11:00:00Z', ['beta_x']],
    ['filters.soldAt~~from=2024-02-01', []],
    ['filters.data=%22k%22', ['Alpha 100%']],
    ['filters.name=alpha&filters.data=%22k%22', ['Alpha 100%']],
    ['filters.tags=red', ['beta_x']],
    ['filters.address=10.0', ['betaax']],
    ['filters.ownerId=2', ['betaax']],
    ['filters.size~~0=large&filters.size~~3=small', ['Alpha 100%', 'beta_x', 'betaax']],
    ['filters.name=', ['Alpha 100%', 'beta_x', 'betaax']],
    ['sortBy=name&direction=desc', ['betaax', 'beta_x', 'Alpha 100%']],
    ['sortBy=size&direction=asc', ['Alpha 100%', 'betaax', 'beta_x']],
    ['perPage=1&page=2', ['beta_x']],
  ])('%s finds %j', async (query, expected) => {
    expect((await names(query)).sort()).toEqual([...expected].sort());
    expect(await names(query)).toEqual(await names(query));
  });

  it.each([
    'filters.apiKey=a',
    'filters.version=1',
    'sortBy=apiKey',
    'sortBy=price',
    'filters.stock=x',
    'filters.soldAt~~from=x',
    'filters.name=%00',
    'filters.tags=%00',
    'filters.stock=99999999999',
    'filters.ownerId=9999999999999999999',
    'filters.soldAt~~from~~toString=x',
    'filters.name~~94967=x',
    'filters.name~~9999=x',
  ])('#9 %s is a 400', async (query) => {
    expect((await visitor.get(`${GADGETS}/actions/list?${query}`)).status).toBe(400);
  });

  it.each([
    'page=-1',
    'page=x',
    'page=1e30',
    'perPage=-5',
    'perPage=x',
    'perPage=0',
    'sortBy=',
    'direction=x',
    'filters=x',
  ])('%s is no reason to fail', async (query) => {
    const { status } = await visitor.get(`${GADGETS}/actions/list?${query}`);
    expect([200, 400]).toContain(status);
  });

  it.each(['records/1/list', 'records/1/bulkDelete', 'actions/edit', 'bulk/show?recordIds=1'])(
    'there is no %s',
    async (path) => {
      expect((await visitor.get(`${GADGETS}/${path}`)).status).toBe(404);
    },
  );

  it('#7 a picker finds rows with every word, by any of the searched fields or the key', async () => {
    const found = async (text: string) =>
      (
        (await visitor.get(`${GADGETS}/actions/search?query=${encodeURIComponent(text)}`)).json.options as {
          title: string;
        }[]
      )
        .map(({ title }) => title)
        .sort();
    expect(await found('large BETA')).toEqual(['betaax']);
    expect(await found('_')).toEqual(['beta_x']);
    expect(await found('1')).toEqual(['Alpha 100%']);
    expect(await found('beta nothing')).toEqual([]);
    expect((await visitor.get(`${GADGETS}/actions/search?query=%00`)).status).toBe(400);
  });

  it('#14 reads only the columns it shows, in the same number of queries however many rows there are', async () => {
    const { records } = (await visitor.get(`${GADGETS}/actions/list`)).json as {
      records: { params: object }[];
    };
    expect(Object.keys(records[0]!.params).sort()).toEqual(['id', 'name', 'ownerId', 'size', 'stock']);
  });
});

it('secrets leave the server nowhere, not even through a reference', async () => {
  await gadgets().insert({ name: 'Lamp', ownerId: 2 });
  const paths = [
    '',
    '/resources/gadget',
    '/api/resources/gadget/actions/list',
    '/api/resources/gadget/records/1/show',
  ];
  const users = [
    '/api/resources/user/actions/list',
    '/api/resources/user/records/2/edit',
    '/api/resources/user/actions/search?query=ed',
  ];
  for (const path of [...paths, ...users]) {
    const { status, text } = await visitor.get(`/admin${path}`);
    expect(status).toBe(200);
    expect(text).not.toMatch(/passwordHash|hash-of|apiKey|api-key/);
  }
});

it('rows with a key of two columns can be listed, shown, edited and deleted', async () => {
  await gadgets().insert({ name: 'Lamp' });
  const parts = toy.dataSource.getRepository(Part);
  const api = '/admin/api/resources/part';
  expect((await visitor.post(`${api}/actions/new`, { gadgetId: '1', code: 'a~b/c', note: '' })).status).toBe(
    200,
  );
  const { id } = (await visitor.get(`${api}/actions/list`)).json.records[0] as { id: string };
  const row = `${api}/records/${encodeURIComponent(id)}`;
  expect((await visitor.get(`${row}/show`)).json.values).toMatchObject({ gadgetId: 1, code: 'a~b/c' });
  expect((await visitor.post(`${row}/edit`, { note: 'short', code: 'other' })).status).toBe(200);
  expect(await parts.find()).toMatchObject([{ gadgetId: 1, code: 'a~b/c', note: 'short' }]);
  expect((await visitor.post(`${row}/delete`)).status).toBe(200);
  expect(await parts.count()).toBe(0);
});

it('script in a value arrives as text', async () => {
  await gadgets().insert({ name: '</script><script>alert(1)</script>' });
  const page = await visitor.get('/admin/resources/gadget');
  expect(page.text).not.toContain('alert(1)');
  expect((await visitor.get(`${GADGETS}/records/1/show`)).headers['content-type']).toContain(
    'application/json',
  );
});
