import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ModelAdmin } from '../src/admin/model-admin.js';
import { AdminList, cellsOf } from './support/admin-list.js';
import type { AdminVisitor } from './support/admin-visitor.js';
import { PASSWORD, startToyAdmin, type ToyAdmin } from './support/toy-admin.js';
import { Gadget, Part, User } from './support/toy-entities.js';

class GadgetAdmin extends ModelAdmin(Gadget, {
  list: [
    'name',
    'owner',
    'owner.username',
    'size',
    'stock',
    {
      name: 'parts',
      label: 'Parts',
      kind: 'integer',
      sql: (row) => `(SELECT count(*) FROM part WHERE gadget_id = ${row}.id)`,
    },
  ],
  filters: [
    'owner.username',
    'soldAt',
    'madeOn',
    { name: 'partCode', label: 'Part', entity: Part, by: 'gadget', column: 'code' },
    {
      name: 'sibling',
      label: 'Gadget of the same owner',
      entity: Gadget,
      by: 'owner',
      at: 'owner',
      column: 'size',
    },
  ],
  search: ['name', 'owner.username'],
  ordering: ['size', 'name'],
}) {}

class PartAdmin extends ModelAdmin(Part, {
  list: ['code', 'gadget', 'gadget.name'],
  filters: ['gadget.name', 'gadget'],
  search: ['gadgetId', 'code', 'gadget.name'],
}) {}

const API = '/admin/api/resources';

let toy: ToyAdmin;
let root: AdminVisitor;
let gadgets: AdminList;
let parts: AdminList;

beforeAll(async () => {
  toy = await startToyAdmin([
    { group: 'Toys', icon: 'Box', admins: [GadgetAdmin, PartAdmin] },
    { group: 'Users', icon: 'Users', admins: [User] },
  ]);
  root = toy.visitor();
  await root.logIn('root', PASSWORD);
  gadgets = new AdminList(root, `${API}/gadget`);
  parts = new AdminList(root, `${API}/part`);
  await toy.dataSource.getRepository(Gadget).insert([
    {
      name: 'Lamp 100%',
      size: 'large',
      ownerId: 1,
      soldAt: new Date('2024-01-31T23:30:00Z'),
      madeOn: '2024-01-31',
    },
    {
      name: 'Lamp_b',
      size: 'small',
      ownerId: 2,
      soldAt: new Date('2024-02-01T12:00:00Z'),
      madeOn: '2024-02-01',
    },
    { name: 'Radio', size: 'small', ownerId: 2, soldAt: new Date('2023-06-15T12:00:00Z') },
    { name: 'Alone\\', size: 'large', ownerId: null },
  ]);
  await toy.dataSource.getRepository(Part).insert([
    { gadgetId: 1, code: 'bulb' },
    { gadgetId: 1, code: 'wire' },
    { gadgetId: 3, code: 'wire' },
  ]);
});

afterAll(() => toy.close());

const names = (query: string): Promise<unknown[]> => gadgets.column('name', query);

it.each([
  ['filters.soldAt=2024-01-31', 'UTC', ['Lamp 100%']],
  ['filters.soldAt=2024-02-01', 'Europe/Berlin', ['Lamp 100%', 'Lamp_b']],
  ['filters.soldAt=2024-01-31', 'Europe/Berlin', []],
  ['filters.soldAt~from=2024-01-31&filters.soldAt~to=2024-02-01', 'UTC', ['Lamp 100%', 'Lamp_b']],
  ['filters.soldAt~to=2024-01-31', 'UTC', ['Lamp 100%', 'Radio']],
  ['filters.soldAt~to=2024-01-31', 'Asia/Tokyo', ['Radio']],
  ['filters.soldAt~from=2024-02-01', 'America/New_York', ['Lamp_b']],
  ['filters.madeOn~from=2024-01-31&filters.madeOn~to=2024-01-31', 'Pacific/Auckland', ['Lamp 100%']],
])('#2 %s in %s, its last day included, finds %j', async (query, zone, expected) => {
  expect(await names(`${query}&timeZone=${zone}&sort=name`)).toEqual(expected);
});

describe('#3 dates', () => {
  it('by presets, as the person’s own clock has them', async () => {
    const now = new Date();
    const repository = toy.dataSource.getRepository(Gadget);
    await repository.insert({ name: 'Sold now', soldAt: now });
    try {
      const presets = ['today', 'last-7-days', 'last-30-days', 'this-month', 'this-year'];
      for (const preset of presets) expect(await names(`filters.soldAt=${preset}`)).toEqual(['Sold now']);
      expect(await names('filters.soldAt=yesterday')).toEqual([]);
      expect((await gadgets.refusal('filters.soldAt=someday')).status).toBe(400);
    } finally {
      await repository.delete({ name: 'Sold now' });
    }
  });

  it('go down from years to months to days, each only where there are rows', async () => {
    const periods = async (query: string) =>
      ((await root.get(`${API}/gadget/actions/periods?${query}`)).json as { periods: string[] }).periods;
    expect(await periods('of=soldAt')).toEqual(['2023', '2024']);
    expect(await periods('of=soldAt&within=2024')).toEqual(['2024-01', '2024-02']);
    expect(await periods('of=soldAt&within=2024&timeZone=Europe/Berlin')).toEqual(['2024-02']);
    expect(await periods('of=soldAt&within=2024-02')).toEqual(['2024-02-01']);
    expect(await periods('of=soldAt&q=radio')).toEqual(['2023']);
    expect(await periods('of=madeOn')).toEqual(['2024']);
    expect(await periods('of=madeOn&within=2024-01')).toEqual(['2024-01-31']);
    const wrong = [
      '',
      'of=createdAt',
      'of=owner.username',
      'of=soldAt&within=x',
      'of=soldAt&within=2024-13',
      'of=soldAt&colour=1',
    ];
    for (const query of wrong)
      expect((await root.get(`${API}/gadget/actions/periods?${query}`)).status).toBe(400);
  });
});

it('#6 filters go through relations, and backwards through those that refer', async () => {
  expect(await names('filters.owner.username=edit')).toEqual(['Lamp_b', 'Radio']);
  expect(await names('filters.owner.username~empty=true')).toEqual(['Alone\\']);
  expect(await names('filters.partCode=wire')).toEqual(['Lamp 100%', 'Radio']);
  expect(await names('filters.sibling=large')).toEqual(['Lamp 100%']);
  expect(await parts.column('code', 'filters.gadget.name=radio')).toEqual(['wire']);
  expect(await parts.column('code', 'filters.gadgetId=1')).toEqual(['bulb', 'wire']);
});

it('#6 but through nothing that somebody may not see', async () => {
  const viewer = toy.visitor();
  await viewer.logIn('viewer', PASSWORD);
  const seen = new AdminList(viewer, `${API}/gadget`);
  const page = await seen.page();
  expect(page.columns.map(({ name }) => name)).not.toContain('owner.username');
  expect(page.filters.map(({ name }) => name)).toEqual(['soldAt', 'madeOn', 'partCode', 'sibling']);
  expect(page.search).toEqual(['Name']);
  expect((await seen.refusal('filters.owner.username=e')).status).toBe(400);
  expect((await seen.refusal('sort=owner.username')).status).toBe(400);
  expect(await seen.column('name', 'q=editor')).toEqual([]);
});

it('#7 each word stands in one of the searched fields, related ones too, in any case, letter by letter', async () => {
  expect(await names('q=lamp')).toEqual(['Lamp 100%', 'Lamp_b']);
  expect(await names('q=EDITOR+rad')).toEqual(['Radio']);
  expect(await names('q=_')).toEqual(['Lamp_b']);
  expect(await names('q=00%25')).toEqual(['Lamp 100%']);
  expect(await names('q=%5C')).toEqual(['Alone\\']);
  expect(await names('q=radio+nothing')).toEqual([]);
  // Letters that are fewer than an index knows: where a word begins, unless there is a longer word.
  expect(await names('q=la')).toEqual(['Lamp 100%', 'Lamp_b']);
  expect(await names('q=am')).toEqual([]);
  expect(await names('q=1+l')).toEqual(['Lamp 100%']);
  expect(await names('q=am+100')).toEqual(['Lamp 100%']);
  expect(await parts.column('code', 'q=lamp+bul')).toEqual(['bulb']);
});

it('#8 a number is found by all of its digits, which an index knows', async () => {
  const [row] = (await parts.page()).rows;
  const id = row!.key.split('~')[0]!;
  const found = (await parts.page(`q=${id}`)).rows.map(({ key }) => key);
  expect(found).toContain(row!.key);
  expect(found.filter((key) => !key.startsWith(`${id}~`))).toEqual([]);
  expect((await parts.page(`q=${'9'.repeat(40)}`)).rows).toEqual([]);
});

it('#10 computed and related columns are shown and sort', async () => {
  const page = await gadgets.page('sort=-parts,name');
  expect(cellsOf(page, 'parts')).toEqual([2, 1, 0, 0]);
  expect(cellsOf(page, 'name')).toEqual(['Lamp 100%', 'Radio', 'Alone\\', 'Lamp_b']);
  expect(cellsOf(page, 'owner.username')).toEqual(['root', 'editor', null, 'editor']);
  expect(cellsOf(page, 'ownerId')).toEqual([
    { key: '1', title: 'root' },
    { key: '2', title: 'editor' },
    null,
    { key: '2', title: 'editor' },
  ]);
  expect(await names('sort=owner.username,-name')).toEqual(['Radio', 'Lamp_b', 'Lamp 100%', 'Alone\\']);
  expect(await names('sort=-ownerId,name')).toEqual(['Alone\\', 'Lamp 100%', 'Lamp_b', 'Radio']);
});
