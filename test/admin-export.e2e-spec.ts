import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { ModelAdmin } from '../src/admin/model-admin.js';
import type { AdminVisitor } from './support/admin-visitor.js';
import { PASSWORD, startToyAdmin, type ToyAdmin } from './support/toy-admin.js';
import { Gadget, User } from './support/toy-entities.js';
import { until } from './support/until.js';

/** Staff see their own gadgets, and prices are for superusers. */
class GadgetAdmin extends ModelAdmin(Gadget, {
  list: ['id', 'name', 'price', 'tags', 'soldAt', 'owner'],
  filters: ['name', 'stock'],
  search: ['name'],
  ordering: ['name'],
  rows: [{ column: 'owner', value: (staff) => staff.id }],
  fields: { price: 'superusers' },
}) {}

const EXPORT = '/admin/api/resources/gadget/actions/export';

let toy: ToyAdmin;
let keeper: AdminVisitor;
let root: AdminVisitor;

beforeAll(async () => {
  toy = await startToyAdmin([
    { group: 'Toys', icon: 'Box', admins: [GadgetAdmin] },
    { group: 'Users', icon: 'Users', admins: [User] },
  ]);
  [keeper, root] = [toy.visitor(), toy.visitor()];
  await keeper.logIn('keeper', PASSWORD);
  await root.logIn('root', PASSWORD);
});

afterAll(() => toy.close());

beforeEach(async () => {
  await toy.dataSource.query('TRUNCATE gadget, part RESTART IDENTITY');
  await toy.dataSource.getRepository(Gadget).insert([
    { name: 'Lamp, "red"', price: '7.50', stock: 1, ownerId: 4, soldAt: new Date('2024-01-31T10:00:00Z') },
    { name: '=HYPERLINK("http://evil.example")', stock: 2, ownerId: 1, tags: ['a', 'b'] },
    { name: 'Änne\nlamp', stock: 3, ownerId: null },
  ]);
});

const lines = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('#70 an export', () => {
  it('holds what the list finds as CSV, in which nothing is a formula', async () => {
    const { status, headers, text } = await root.get(`${EXPORT}?format=csv&sort=id`);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toMatch(/^attachment; filename="gadget-\d{4}-\d\d-\d\d\.csv"$/);
    expect(text.replace(/^\ufeff/, '')).toBe(
      [
        'id,name,price,tags,soldAt,ownerId',
        '1,"Lamp, ""red""",7.50,[],2024-01-31T10:00:00.000Z,4',
        `2,"'=HYPERLINK(""http://evil.example"")",,"[""a"",""b""]",,1`,
        '3,"Änne\nlamp",,[],,',
        '',
      ].join('\r\n'),
    );
  });

  it('holds values of their own types as JSON Lines', async () => {
    const { headers, text } = await root.get(`${EXPORT}?format=jsonl&sort=id`);
    expect(headers['content-type']).toBe('application/jsonl');
    expect(lines(text)[1]).toEqual({
      ...{ id: 2, name: '=HYPERLINK("http://evil.example")', price: null, tags: ['a', 'b'] },
      ...{ soldAt: null, ownerId: 1 },
    });
  });

  it('takes the search, the filters and the order of the list, and every page of it', async () => {
    const names = async (question: string): Promise<unknown[]> =>
      lines((await root.get(`${EXPORT}?format=jsonl&size=10&page=1&${question}`)).text).map(
        (row) => (row as { name: string }).name,
      );
    expect(await names('q=lamp&sort=-name')).toEqual(
      ['Lamp, "red"', 'Änne\nlamp'].reverse().sort().reverse(),
    );
    expect(await names('filters.stock~from=2&sort=id')).toEqual([
      '=HYPERLINK("http://evil.example")',
      'Änne\nlamp',
    ]);
    await toy.dataSource.query(
      `INSERT INTO gadget (name) SELECT 'Many ' || n FROM generate_series(1, 2500) n`,
    );
    expect(await names('q=many')).toHaveLength(2_500);
  });

  it('is empty but for its names when the list is', async () => {
    expect((await root.get(`${EXPORT}?format=csv&q=nothing`)).text).toMatch(/^\ufeff?id,name,[\w,]+\r\n$/);
    expect((await root.get(`${EXPORT}?format=jsonl&q=nothing`)).text).toBe('');
  });

  it('#55 holds no row and no field that this person may not see', async () => {
    const { text } = await keeper.get(`${EXPORT}?format=jsonl`);
    expect(lines(text)).toEqual([
      { id: 1, name: 'Lamp, "red"', tags: [], soldAt: '2024-01-31T10:00:00.000Z', ownerId: 4 },
    ]);
    const sorted = await keeper.get(`${EXPORT}?format=csv&sort=price`);
    expect([sorted.status, sorted.text.includes('7.50')]).toEqual([400, false]);
  });

  it.each([
    ['format=xls', /csv, jsonl/],
    ['', /csv, jsonl/],
    ['format=csv&filters.secret=1', /cannot be filtered/],
    ['format=csv&sort=secret', /sort/],
    ['format=csv&filters.stock=3000000000', /errors|fit/],
  ])('refuses %s before a file begins', async (question, message) => {
    const { status, text } = await root.get(`${EXPORT}?${question}`);
    expect(status).toBe(400);
    expect(text).toMatch(message);
  });

  it('is for those who may see the list', async () => {
    expect((await toy.visitor().get(`${EXPORT}?format=csv`)).status).toBe(401);
    const blind = toy.visitor();
    await blind.logIn('blind', PASSWORD);
    expect((await blind.get(`${EXPORT}?format=csv`)).status).toBe(403);
  });

  it('lets go of its connection, whether it is read to its end or not', async () => {
    await toy.dataSource.query(
      `INSERT INTO gadget (name) SELECT n || repeat('x', 200) FROM generate_series(1, 20000) n`,
    );
    const origin = await toy.listen();
    const cookie = [...root.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    for (let attempt = 0; attempt < 4; attempt++) {
      const address = new URL(`${EXPORT}?format=csv`, origin);
      const [answer] = (await once(get(address, { headers: { cookie } }), 'response')) as [IncomingMessage];
      expect(answer.statusCode).toBe(200);
      answer.destroy();
    }
    const ask = () => root.get(`${EXPORT}?format=jsonl`);
    await until(async () => (await ask()).status === 200);
    expect(lines((await ask()).text)).toHaveLength(20_003);
  });
});
