import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FormAnswer, FormField } from '../src/admin/answers/form.answer.js';
import { LogEntry } from '../src/core/audit/log-entry.entity.js';
import type { AdminVisitor } from './support/admin-visitor.js';
import { Order, Sheet, SheetFan, SHEETS, startFormToy, Tag } from './support/form-toy.js';
import { PASSWORD, STAFF, type ToyAdmin } from './support/toy-admin.js';
import { Gadget } from './support/toy-entities.js';

const API = '/admin/api/resources';

let toy: ToyAdmin;
let root: AdminVisitor;

beforeAll(async () => {
  toy = await startFormToy();
  root = toy.visitor();
  await root.logIn('root', PASSWORD);
});

afterAll(() => toy.close());

beforeEach(async () => {
  await toy.dataSource.query(
    'TRUNCATE sheet, sheet_fan, sheet_tags, tag, gadget, part, "order", log_entry, idempotency_key RESTART IDENTITY CASCADE',
  );
  await toy.dataSource.getRepository(Tag).insert(['red', 'green', 'blue'].map((name) => ({ name })));
  await toy.dataSource.getRepository(Sheet).insert({ title: 'First' });
});

const sheet = () => toy.dataSource.getRepository(Sheet).findOneByOrFail({ id: 1 });
const entries = () => toy.dataSource.getRepository(LogEntry).find({ order: { id: 'ASC' } });
const form = async (): Promise<FormAnswer> => (await root.get(`${SHEETS}/records/1/edit`)).json as FormAnswer;
const blank = async (): Promise<FormAnswer> => (await root.get(`${SHEETS}/actions/new`)).json as FormAnswer;
const edit = (fields: object, headers = {}) => root.save(`${SHEETS}/records/1/edit`, fields, headers);
const create = (fields: object, headers = {}) => root.save(`${SHEETS}/actions/new`, fields, headers);

describe('what a form is told', () => {
  it('#25 its parts: fieldsets, tabs, what begins closed', async () => {
    const { parts } = await form();
    expect(parts.map(({ tab, title, collapsed }) => [tab, title, collapsed])).toEqual([
      [null, null, false],
      ['Values', 'Numbers', false],
      ['Values', 'Times', false],
      ['More', 'Rest', false],
      ['More', 'Raw', true],
    ]);
    expect(parts[0]).toMatchObject({
      fields: ['title', 'description', 'size', 'gadgetId'],
      links: ['tags', 'fans'],
    });
  });

  it('#47 required marks, help, choices, bounds and lengths, from the entity', async () => {
    const fields = Object.fromEntries((await blank()).fields.map((field) => [field.name, field]));
    const named = (name: string): FormField => fields[name]!;
    expect(named('title')).toMatchObject({ required: true, maxLength: 40 });
    expect(named('description')).toMatchObject({ required: false, help: 'Told to nobody else.' });
    expect(named('size').choices).toEqual(['small', 'large']);
    expect(named('count')).toMatchObject({ min: '0', max: '99', nullable: false });
    expect(named('price')).toMatchObject({ scale: 2, nullable: true });
    expect(named('code').maxLength).toBe(5);
    expect(named('big').label).toBe('A big number');
    expect(named('gadgetId')).toMatchObject({
      label: 'Gadget',
      references: 'gadget',
      help: 'What it is about.',
    });
    expect(fields).not.toHaveProperty('createdAt');
    expect((await blank()).values).toMatchObject({ size: 'small', count: 7, active: false, big: null });
  });

  it('#54 a view-only form to whoever may not change the row', async () => {
    const viewer = toy.visitor();
    await viewer.logIn('viewer', PASSWORD);
    await toy.dataSource.getRepository(Gadget).insert({ name: 'Lamp' });
    const { json, status } = await viewer.get(`${API}/gadget/records/1/show`);
    const { may, fields } = json as FormAnswer;
    expect([status, may]).toEqual([200, { add: false, change: false, delete: false }]);
    expect(fields.filter(({ writable }) => writable)).toEqual([]);
    expect((await viewer.get(`${API}/gadget/records/1/edit`)).status).toBe(403);
  });
});

describe('values', () => {
  it.each([
    ['#38', 'day', '2024-02-29'],
    ['#38', 'opens', '23:59:59'],
    ['#38', 'at', '2026-03-29T01:30:00.000Z'],
    ['#38', 'wall', '2026-03-29T02:30:00'],
    ['#39', 'data', '{\n  "a": [\n    1,\n    "1",\n    null,\n    true\n  ]\n}'],
    ['#40', 'big', '9223372036854775807'],
    ['#40', 'price', '-123456.70'],
    ['#42', 'marks', [1, -2]],
    ['#42', 'net', '2001:db8::/32'],
    ['#42', 'size', 'large'],
    ['#41', 'flag', true],
  ])('%s %s: %j is shown as it was typed, and taken back as no change', async (_row, name, value) => {
    const more = name === 'wall' ? { opens: '10:00:00' } : {};
    expect((await edit({ [name]: value, ...more })).status).toBe(200);
    const { values, version } = await form();
    expect(values[name]).toEqual(value);
    expect((await edit(values)).status).toBe(200);
    expect((await form()).version).toBe(version);
    expect(await entries()).toHaveLength(1);
  });

  it('#38 an instant is the same moment, whatever the zone it was typed in', async () => {
    await edit({ at: '2026-10-25T02:30:00+02:00' });
    await edit({ at: '2026-10-25T00:30:00Z' });
    expect((await form()).values['at']).toBe('2026-10-25T00:30:00.000Z');
    expect(await entries()).toHaveLength(1);
  });

  it('#41 a nullable value that was cleared is NULL', async () => {
    const names = ['big', 'price', 'flag', 'day', 'opens', 'at', 'data', 'net', 'code', 'gadgetId'];
    await edit({ big: 1, price: 1, flag: false, day: '2024-01-01', data: '[]', code: 'x' });
    expect((await edit(Object.fromEntries(names.map((name) => [name, ''])))).status).toBe(200);
    expect(await sheet()).toMatchObject(Object.fromEntries(names.map((name) => [name, null])));
  });

  it.each([
    [{ title: '' }, 'title', /required/],
    [{ title: 'x'.repeat(41) }, 'title', /at most 40 characters; this has 41/],
    [{ count: '100' }, 'count', /99 or less/],
    [{ count: 1.5 }, 'count', /whole number/],
    [{ big: '9223372036854775808' }, 'big', /or less/],
    [{ price: '1.005' }, 'price', /at most 2 digits after the point/],
    [{ price: '1234567' }, 'price', /at most 6 digits before/],
    [{ day: '2023-02-29' }, 'day', /no such day/],
    [{ opens: '25:00' }, 'opens', /time/],
    [{ at: '2026-01-01T10:00' }, 'at', /zone/],
    [{ data: '{"a": 1,}' }, 'data', /line 1, column 9/],
    [{ marks: ['1', 'two'] }, 'marks', /Value 2: Enter a whole number/],
    [{ marks: '1' }, 'marks', /list/],
    [{ net: '10.0.0.300' }, 'net', /IP address/],
    [{ net: '10.0.0.1/8' }, 'net', /bits set to right of mask/],
    [{ code: 'sixsix' }, 'code', /at most 5/],
    [{ size: 'huge' }, 'size', /Choose one of: small, large/],
    [{ title: { a: 1 } }, 'title', /no value/],
    [{ title: ['x'] }, 'title', /no value/],
    [{ title: 'a\0b' }, 'title', /NUL/],
    [{ gadgetId: '4711' }, 'gadgetId', /does not exist/],
    [{ wall: '2026-01-01T10:00:00' }, 'wall', /ck_sheet_wall/],
    [{ tags: 'x' }, 'tags', /list/],
    [{ tags: ['99'] }, 'tags', /does not exist/],
    [{ fans: [{}] }, 'fans', /list/],
  ])('#42 %j is refused beside its field', async (posted, name, message) => {
    const { status, json } = await edit(posted);
    expect([status, json.code]).toEqual([422, 'validation_error']);
    expect(json.errors).toEqual(expect.objectContaining({ [name]: expect.stringMatching(message) }));
    expect(await sheet()).toMatchObject({ title: 'First', version: 1 });
  });

  it('#36 a value that is taken is refused beside its field', async () => {
    const { status, json } = await create({ title: 'First' });
    expect([status, json.errors]).toEqual([422, { title: 'There is already one with this value.' }]);
  });
});

describe('#29 many-to-many', () => {
  const tagsOf = async () => (await form()).links.map(({ chosen }) => chosen.map(({ title }) => title));

  it('is saved as one difference, in one log entry, and is a new version of the row', async () => {
    await edit({ tags: ['1', '2'], fans: ['2'] });
    const pair = 'SELECT ctid::text FROM sheet_tags WHERE tag_id = 2';
    const [kept] = await toy.dataSource.query<object[]>(pair);
    expect((await edit({ tags: ['2', '3'], fans: ['2'] }, { 'if-match': '"2"' })).status).toBe(200);
    expect(await tagsOf()).toEqual([['green', 'blue'], ['editor']]);
    expect(await toy.dataSource.query<object[]>(pair)).toEqual([kept]);
    expect((await entries()).map(({ diff }) => diff)).toEqual([
      { tags: { before: [], after: ['green', 'red'] }, fans: { before: [], after: ['editor'] } },
      { tags: { before: ['green', 'red'], after: ['blue', 'green'] } },
    ]);
    const { json } = await root.get(`${SHEETS}/records/1/history`);
    expect(json.entries[0].changes).toEqual([
      { label: 'Tags', kind: 'text', before: 'green, red', after: 'blue, green' },
    ]);
    expect(await sheet()).toMatchObject({ version: 3 });
    expect((await edit({ tags: [] }, { 'if-match': '"2"' })).status).toBe(409);
  });

  it('comes with a new row, all or nothing', async () => {
    expect((await create({ title: 'Second', tags: ['1'], fans: ['77'] })).status).toBe(422);
    expect(await toy.dataSource.getRepository(Sheet).count()).toBe(1);
    expect((await create({ title: 'Second', tags: ['1'], fans: ['1', '2'] })).status).toBe(200);
    expect(await toy.dataSource.getRepository(SheetFan).countBy({ sheetId: 3 })).toBe(2);
  });

  it('is neither shown to nor written by whoever may not know of its pairs', async () => {
    const names = ['view_sheet', 'change_sheet', 'view_tag', 'view_sheet_fan', 'add_sheet_fan'];
    const permissions = new Set([...names.map((name) => `toys.${name}`), 'users.view_user']);
    toy.authenticator.granted.set(STAFF.editor.id, permissions);
    const editor = toy.visitor();
    await editor.logIn('editor', PASSWORD);
    const { links } = (await editor.get(`${SHEETS}/records/1/edit`)).json as FormAnswer;
    expect(links.map(({ name, writable }) => [name, writable])).toEqual([['tags', true]]);
    const posted = { tags: ['1'], fans: ['1'] };
    expect((await editor.save(`${SHEETS}/records/1/edit`, posted)).status).toBe(200);
    expect(await toy.dataSource.getRepository(SheetFan).count()).toBe(0);
    expect(await tagsOf()).toEqual([['red'], []]);
  });
});

describe('#45 a form sent twice', () => {
  it('is saved once, one after the other or at once, and answered alike', async () => {
    const { token } = await blank();
    const send = () => create({ title: 'Once' }, { 'idempotency-key': token });
    const atOnce = (await Promise.all([send(), send()])).map(({ status }) => status).sort();
    expect([
      [200, 200],
      [200, 409],
    ]).toContainEqual(atOnce);
    expect(await send()).toMatchObject({ status: 200, json: { key: '2', title: 'Once' } });
    expect(await toy.dataSource.getRepository(Sheet).countBy({ title: 'Once' })).toBe(1);
    expect(await entries()).toHaveLength(1);
  });

  it('can be put right after a refusal, and is not taken for another one afterwards', async () => {
    const headers = { 'idempotency-key': (await blank()).token };
    expect((await create({ title: '' }, headers)).status).toBe(422);
    expect((await create({ title: 'Right' }, headers)).status).toBe(200);
    expect((await create({ title: 'Other' }, headers)).status).toBe(422);
    expect(await toy.dataSource.getRepository(Sheet).countBy({ title: 'Other' })).toBe(0);
  });
});

describe('rows that their owner saves', () => {
  const save = (fields: object) => root.save(`${API}/order/actions/new`, fields);

  it('are saved by its rules, in the transaction of the log entry', async () => {
    expect((await save({ number: 'a1' })).json.title).toBe('A1');
    expect((await root.save(`${API}/order/records/1/edit`, { number: 'b2' })).status).toBe(200);
    expect((await entries()).map(({ diff }) => diff!['number'])).toEqual([
      { before: null, after: 'A1' },
      { before: 'A1', after: 'B2' },
    ]);
  });

  it('are refused in its words, beside the field or as a whole', async () => {
    const refused = await save({ number: 'taken' });
    expect([refused.status, refused.json.errors]).toEqual([422, { number: 'The owner says no.' }]);
    const forbidden = await save({ number: 'c3', note: 'forbidden' });
    expect([forbidden.status, forbidden.json.notice.message]).toEqual([403, 'The owner forbids it.']);
    expect(await toy.dataSource.getRepository(Order).count()).toBe(0);
    expect(await entries()).toEqual([]);
  });
});
