import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FormAnswer } from '../src/admin/answers/form.answer.js';
import { LogEntry } from '../src/core/audit/log-entry.entity.js';
import type { AdminVisitor } from './support/admin-visitor.js';
import { Jar, Shelf, SHELVES, Stamp, startShelfToy } from './support/shelf-entities.js';
import { PASSWORD, STAFF, type ToyAdmin } from './support/toy-admin.js';
import { Gadget } from './support/toy-entities.js';

const EDIT = `${SHELVES}/records/1/edit`;

let toy: ToyAdmin;
let root: AdminVisitor;
let editor: AdminVisitor;

beforeAll(async () => {
  toy = await startShelfToy();
  [root, editor] = [toy.visitor(), toy.visitor()];
  await root.logIn('root', PASSWORD);
  await editor.logIn('editor', PASSWORD);
});

afterAll(() => toy?.close());

beforeEach(async () => {
  const { manager } = toy.dataSource;
  await manager.query(
    'TRUNCATE shelf, jar, stamp, gadget, log_entry, idempotency_key RESTART IDENTITY CASCADE',
  );
  await manager.insert(Gadget, { name: 'Lid' });
  await manager.insert(Shelf, [{ name: 'Upper' }, { name: 'Lower' }]);
  await manager.insert(Jar, [
    { shelfId: 1, name: 'Plum', weight: 3 },
    { shelfId: 1, name: 'Fig', lidId: 1 },
    { shelfId: 2, name: 'Salt' },
  ]);
});

const allow = (...names: string[]) =>
  toy.authenticator.granted.set(STAFF.editor.id, new Set(names.map((name) => `toys.${name}`)));
const form = async (who = root) => (await who.get(EDIT)).json as FormAnswer;
const save = (rows: object[], more: object = {}, who = root) =>
  who.save(EDIT, { ...more, inlines: { jar: rows } });
const jars = async () =>
  (await toy.dataSource.manager.find(Jar, { order: { id: 'ASC' } })).map(({ shelfId, name, weight }) =>
    [shelfId, name, weight].join(' '),
  );
const UNTOUCHED = ['1 Plum 3', '1 Fig ', '2 Salt '];

describe('#30 rows in the form of what they belong to', () => {
  it('are told with their columns, in their own order, and none of another', async () => {
    const { inlines } = await form();
    expect(inlines).toMatchObject([
      {
        ...{ name: 'jar', label: 'Jar', pluralLabel: 'Jars', hasMore: false },
        settable: ['name', 'size', 'weight', 'lidId'],
        initial: { size: 'small' },
        rows: [
          { key: '2', title: 'Fig', version: '1', titles: { lidId: { key: '1', title: 'Lid' } } },
          {
            key: '1',
            values: { name: 'Plum', size: 'small', weight: 3 },
            may: { change: true, delete: true },
          },
        ],
      },
    ]);
    expect(inlines[0]!.fields.map(({ name }) => name)).toEqual(['name', 'size', 'weight', 'lidId']);
    expect((await root.get(`${SHELVES}/actions/new`)).json.inlines).toMatchObject([{ rows: [] }]);
    expect((await root.get(`${SHELVES}/records/1/show`)).json.inlines).toMatchObject([
      { settable: [], rows: [{ may: { change: false, delete: false } }, {}] },
    ]);
  });

  it('are added, changed and deleted with it, each with its log entry', async () => {
    const rows = [
      { id: 'a', values: { name: 'Plum', weight: '7' } },
      { id: 'b', key: '2', version: '1', values: { weight: 5, shelfId: '2', secretRecipe: 'x' } },
      { id: 'c', key: '1', version: '1', remove: true },
    ];
    expect((await save(rows, { name: 'Top' })).status).toBe(200);
    expect(await jars()).toEqual(['1 Fig 5', '2 Salt ', '1 Plum 7']);
    const { manager } = toy.dataSource;
    expect(await manager.findOneBy(Jar, { id: 2 })).toMatchObject({ secretRecipe: '', version: 2 });
    const entries = await manager.find(LogEntry, { order: { id: 'ASC' } });
    expect(entries.map(({ action, entity, label }) => [action, entity, label].join(' '))).toEqual([
      ...['update shelf Top', 'delete jar Plum', 'update jar Fig', 'create jar Plum'],
    ]);
  });

  it('come with a new one', async () => {
    const inlines = { jar: [{ id: 'a', values: { name: 'Oil' } }] };
    expect((await root.save(`${SHELVES}/actions/new`, { name: 'Third', inlines })).status).toBe(200);
    expect(await jars()).toEqual([...UNTOUCHED, '3 Oil ']);
  });

  it('are refused all at once with their form, each beside its field, and nothing is saved', async () => {
    const rows = [
      { id: 'a', values: { size: 'huge' } },
      { id: 'b', key: '1', version: '1', values: { weight: 'heavy' } },
      { id: 'c', key: '2', version: '1', remove: true },
    ];
    const { status, json } = await save(rows, { name: '' });
    expect([status, Object.keys(json.errors).sort()]).toEqual([
      422,
      ['inlines.jar.a.name', 'inlines.jar.a.size', 'inlines.jar.b.weight', 'name'],
    ]);
    expect(await jars()).toEqual(UNTOUCHED);
  });

  it.each([
    ['a name that is taken', { id: 'a', values: { name: 'Fig' } }, 'inlines.jar.a.name', /already one/],
    [
      'a reference to nothing',
      { id: 'a', values: { name: 'X', lidId: '9' } },
      'inlines.jar.a.lidId',
      /exist/,
    ],
    ['a row of another', { id: 'a', key: '3', values: { name: 'X' } }, 'inlines.jar.a', /not there/],
    ['another’s row to delete', { id: 'a', key: '3', remove: true }, 'inlines.jar.a', /not there/],
    ['a row that is gone', { id: 'a', key: '99', values: { name: 'X' } }, 'inlines.jar.a', /not there/],
    ['an older one', { id: 'a', key: '1', version: '0', values: { name: 'X' } }, 'inlines.jar.a', /meantime/],
    [
      'an older one to delete',
      { id: 'a', key: '1', version: '0', remove: true },
      'inlines.jar.a',
      /meantime/,
    ],
    ['what is protected', { id: 'a', key: '2', version: '1', remove: true }, 'inlines.jar.a', /1 other row/],
  ])('%s is refused at its row, and the form with it', async (_what, row, place, message) => {
    await toy.dataSource.manager.insert(Stamp, { jarId: 2 });
    const { status, json } = await save([row], { name: 'Changed' });
    expect([status, json.errors]).toEqual([422, { [place]: expect.stringMatching(message) }]);
    expect(await jars()).toEqual(UNTOUCHED);
    expect(await toy.dataSource.manager.findOneBy(Shelf, { id: 1 })).toMatchObject({ name: 'Upper' });
    expect(await toy.dataSource.manager.count(LogEntry)).toBe(0);
  });

  it.each([
    ['no object', { inlines: [] }],
    ['no list', { inlines: { jar: {} } }],
    ['no row', { inlines: { jar: ['x'] } }],
    ['a key that is none', { inlines: { jar: [{ id: 'a', key: { a: 1 } }] } }],
    ['nothing to delete', { inlines: { jar: [{ id: 'a', remove: true }] } }],
    ['a name that is no name', { inlines: { jar: [{ id: '<b>', values: {} }] } }],
    ['too many', { inlines: { jar: Array.from({ length: 101 }, (_, n) => ({ id: `r${n}` })) } }],
  ])('%s is refused', async (_what, body) => {
    expect((await root.save(EDIT, body)).status).toBe(422);
    expect(await jars()).toEqual(UNTOUCHED);
  });

  it('are only looked at where there are more than a form holds', async () => {
    await toy.dataSource.query(
      `INSERT INTO jar (shelf_id, name) SELECT 1, 'Jar ' || n FROM generate_series(1, 200) n`,
    );
    const [inline] = (await form()).inlines;
    expect([inline!.rows.length, inline!.hasMore, inline!.settable]).toEqual([100, true, []]);
    expect(inline!.rows[0]!.may).toEqual({ change: false, delete: false });
  });
});

describe('#30 #54 #55 the rules of the rows themselves', () => {
  it('keep them from whoever may not view them, who cannot write them either', async () => {
    allow('view_shelf', 'change_shelf', 'add_jar', 'change_jar', 'delete_jar');
    const seen = await editor.get(EDIT);
    expect((seen.json as FormAnswer).inlines).toEqual([]);
    expect(seen.text).not.toContain('Plum');
    expect((await save([{ id: 'a', values: { name: 'X' } }], { name: 'Top' }, editor)).status).toBe(200);
    expect(await jars()).toEqual(UNTOUCHED);
  });

  it('hold per ability, field and row', async () => {
    const view = ['view_shelf', 'change_shelf', 'view_jar', 'view_gadget'];
    allow(...view);
    const [inline] = (await form(editor)).inlines;
    expect(inline).toMatchObject({ settable: [], rows: [{ may: { change: false, delete: false } }, {}] });
    const rows = [
      { id: 'a', values: { name: 'X' } },
      { id: 'a', key: '1', version: '1', values: { name: 'X' } },
      { id: 'a', key: '1', version: '1', remove: true },
    ];
    const statuses = await Promise.all(rows.map(async (row) => (await save([row], {}, editor)).status));
    expect(statuses).toEqual([403, 403, 403]);
    allow(...view, 'change_jar');
    await toy.dataSource.manager.update(Jar, { id: 2 }, { name: 'Sealed' });
    const [now] = (await form(editor)).inlines;
    expect(now!.rows.map(({ may }) => may.change)).toEqual([true, false]);
    expect(now!.fields.map(({ name, writable }) => [name, writable])).toContainEqual(['weight', false]);
    expect((await save([{ id: 'a', key: '2', values: { name: 'X' } }], {}, editor)).status).toBe(403);
    const mine = { id: 'a', key: '1', values: { size: 'large', weight: '9' } };
    expect((await save([mine], {}, editor)).status).toBe(200);
    expect(await jars()).toEqual(['1 Plum 3', '1 Sealed ', '2 Salt ']);
  });
});
