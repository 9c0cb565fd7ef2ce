import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LogEntry } from '../src/core/audit/log-entry.entity.js';
import type { FormAnswer } from '../src/admin/answers/form.answer.js';
import type { AdminVisitor, Visit } from './support/admin-visitor.js';
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
  await toy.dataSource.query('TRUNCATE gadget, part, log_entry RESTART IDENTITY');
});

const gadgets = () => toy.dataSource.getRepository(Gadget);
const parts = () => toy.dataSource.getRepository(Part);
const saved = () => gadgets().findOneByOrFail({ id: 1 });
const lastEntry = async () =>
  (await toy.dataSource.getRepository(LogEntry).find({ order: { id: 'DESC' }, take: 1 }))[0];
const create = (fields: Record<string, unknown>) => visitor.save(`${GADGETS}/actions/new`, fields);
const edit = (fields: Record<string, unknown>, version?: string) =>
  visitor.save(`${GADGETS}/records/1/edit`, fields, { 'if-match': version && `"${version}"` });
const form = async () => (await visitor.get(`${GADGETS}/records/1/edit`)).json as FormAnswer;
const errorsOf = ({ json }: Visit): unknown => (json as { errors?: unknown }).errors;

describe('creating', () => {
  it('#38 #39 #40 #42 keeps a value of every type exactly', async () => {
    const answer = await create({
      ...{
        name: 'Lamp',
        size: 'large',
        stock: '3',
        serial: '9007199254740993',
        price: '10.10',
        active: 'true',
      },
      ...{
        madeOn: '2024-02-29',
        soldAt: '2026-03-29T01:30:00.000Z',
        data: '{"a":[1,"1",null]}',
        tags: ['x', 'y, z'],
      },
      ownerId: '2',
    });
    expect([answer.status, answer.json]).toEqual([
      200,
      { key: '1', title: 'Lamp', notice: { type: 'success', message: '“Lamp” was created.' } },
    ]);
    expect(await saved()).toMatchObject({
      ...{ name: 'Lamp', size: 'large', stock: 3, serial: '9007199254740993', price: '10.10', active: true },
      ...{ madeOn: '2024-02-29', soldAt: new Date('2026-03-29T01:30:00Z'), data: { a: [1, '1', null] } },
      ...{ tags: ['x', 'y, z'], ownerId: 2 },
    });
  });

  it('leaves the defaults to the database where nothing was given', async () => {
    await create({ name: 'Plain', size: '', stock: '', tags: '' });
    expect(await saved()).toMatchObject({ size: 'small', stock: null, active: false, tags: [], version: 1 });
  });

  it('#35 says beside each field what is wrong', async () => {
    const posted = {
      stock: '1.5',
      size: 'huge',
      madeOn: '2023-02-29',
      data: '{',
      serial: 'x',
      price: '1,5',
      soldAt: 'soon',
    };
    const answer = await create(posted);
    expect(answer.status).toBe(422);
    expect(errorsOf(answer)).toEqual({
      name: 'This field is required.',
      size: 'Choose one of: small, large.',
      stock: 'Enter a whole number.',
      serial: 'Enter a whole number.',
      price: 'Enter a number, with a point for decimals.',
      madeOn: 'There is no such day.',
      soldAt: 'Enter a date and time with its zone, as 2026-01-31T12:00:00Z.',
      data: 'This is not valid JSON: line 1, column 2: a name in double quotes is expected.',
    });
    expect(await gadgets().count()).toBe(0);
  });

  it('#36 names the field of a value that is taken', async () => {
    await gadgets().insert({ name: 'Lamp' });
    const answer = await create({ name: 'Lamp' });
    expect([answer.status, errorsOf(answer)]).toEqual([
      422,
      { name: 'There is already one with this value.' },
    ]);
  });

  it.each([
    [{ name: 'A', stock: '-1' }, 'Enter 0 or more.'],
    [{ name: 'A', stock: '99999999999' }, 'Enter 2147483647 or less.'],
    [{ name: 'A', ownerId: '4711' }, 'does not exist'],
    [{ name: 'A\0' }, 'NUL'],
  ])('answers %j with 422 and the reason', async (posted, reason) => {
    const answer = await create(posted);
    expect([answer.status, JSON.stringify(answer.json)]).toEqual([422, expect.stringContaining(reason)]);
    expect(await toy.dataSource.getRepository(LogEntry).count()).toBe(0);
  });
});

describe('editing', () => {
  beforeEach(async () => {
    await gadgets().insert({
      name: 'Lamp',
      stock: 3,
      data: { a: 1 },
      tags: ['x'],
      address: '10.0.0.1',
      price: '1.50',
    });
  });

  it('#26 ignores read-only, generated, secret and unknown fields, whatever is posted', async () => {
    const posted = {
      id: '7',
      address: '6.6.6.6',
      createdAt: '2000-01-01',
      apiKey: 'stolen',
      nonsense: 'x',
      name: 'Lamp 2',
    };
    expect((await edit(posted)).status).toBe(200);
    expect(await saved()).toMatchObject({
      id: 1,
      name: 'Lamp 2',
      address: '10.0.0.1',
      apiKey: 'api-key-of-the-gadget',
    });
    expect((await saved()).createdAt.getFullYear()).not.toBe(2000);
  });

  it('#41 saves NULL where a nullable number was cleared, and an empty list where all items were', async () => {
    await edit({ stock: '', tags: [], data: null });
    expect(await saved()).toMatchObject({ stock: null, tags: [], data: null });
  });

  it('#37 refuses a form that is older than the row with what it is now, and takes the current one', async () => {
    expect((await edit({ name: 'First', ownerId: '2' }, '1')).status).toBe(200);
    const late = await edit({ name: 'Second' }, '1');
    expect([late.status, late.json.code, late.json.notice.message]).toEqual([
      409,
      'stale_form',
      expect.stringContaining('in the meantime'),
    ]);
    expect(late.json.stale).toMatchObject({
      ...{ version: '2', by: 'root', at: expect.stringMatching(/Z$/) },
      values: { name: 'First', stock: 3, ownerId: 2 },
      titles: { ownerId: { key: '2', title: 'editor' } },
    });
    expect((await edit({ name: 'Third' }, '2')).status).toBe(200);
    expect(await saved()).toMatchObject({ name: 'Third', version: 3 });
  });

  it('#37 a row that counts no versions is compared by its values', async () => {
    await parts().insert({ gadgetId: 1, code: 'a', note: 'old' });
    const row = '/admin/api/resources/part/records/1~a/edit';
    const { version } = (await visitor.get(row)).json as FormAnswer;
    const save = (note: string) => visitor.save(row, { note }, { 'if-match': version! });
    expect((await save('new')).status).toBe(200);
    const late = await save('newer');
    expect([late.status, late.json.stale.values.note]).toEqual([409, 'new']);
  });

  it('#50 logs who changed what from what, and nothing where nothing changed', async () => {
    const { values } = await form();
    await edit(values);
    expect(await lastEntry()).toBeUndefined();
    expect(await saved()).toMatchObject({ version: 1 });
    await edit({ ...values, stock: '4', price: '01.5', data: '{"a":[2]}', tags: ['x', 'new'] });
    expect(await lastEntry()).toMatchObject({
      ...{ action: 'update', actorId: 1, entity: 'gadget', entityId: '1', label: 'Lamp' },
      diff: {
        stock: { before: 3, after: 4 },
        data: { before: { a: 1 }, after: { a: [2] } },
        tags: { before: ['x'], after: ['x', 'new'] },
      },
    });
  });

  it('keeps line ends as they were typed', async () => {
    await edit({ name: 'two\r\nlines' });
    expect(await saved()).toMatchObject({ name: 'two\nlines' });
  });

  it('a row that is gone is a 404, and so is a key that cannot be one', async () => {
    const keys = ['2', 'x', '1.5', '9999999999999999999', '99999999999999999999', '%00'];
    const statuses = await Promise.all(
      keys.map(async (key) => (await visitor.get(`${GADGETS}/records/${key}/show`)).status),
    );
    expect(statuses).toEqual(keys.map(() => 404));
  });
});

describe('deleting', () => {
  beforeEach(async () => {
    await gadgets().insert([{ name: 'A' }, { name: 'B' }]);
    await parts().insert({ gadgetId: 2, code: 'screw' });
  });

  it('logs what was deleted, without secrets', async () => {
    expect((await visitor.post(`${GADGETS}/records/1/delete`)).status).toBe(200);
    expect(await gadgets().countBy({ id: 1 })).toBe(0);
    const entry = await lastEntry();
    expect(entry).toMatchObject({
      action: 'delete',
      label: 'A',
      diff: { name: { before: 'A', after: null } },
    });
    expect(JSON.stringify(entry)).not.toContain('api-key');
  });

  it('#48 says what protects a row', async () => {
    const answer = await visitor.post(`${GADGETS}/records/2/delete`);
    expect(answer.status).toBe(409);
    expect(answer.json.plan.obstacles).toMatchObject([{ entity: 'part', reason: 'protected', count: 1 }]);
  });

  it('#49 deletes all of a selection or none', async () => {
    const bulk = (ids: string[]) => visitor.save(`${GADGETS}/bulk/bulkDelete`, { ids, confirmed: true });
    expect((await bulk(['1', '2'])).status).toBe(409);
    expect(await gadgets().count()).toBe(2);
    await parts().clear();
    expect((await bulk(['1', '2'])).status).toBe(200);
    expect(await gadgets().count()).toBe(0);
  });
});
