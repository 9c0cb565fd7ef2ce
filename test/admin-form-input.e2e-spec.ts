import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FormAnswer, OptionPage } from '../src/admin/answers/form.answer.js';
import type { AdminVisitor } from './support/admin-visitor.js';
import { Sheet, SHEETS, startFormToy } from './support/form-toy.js';
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
  await toy.dataSource.query('TRUNCATE sheet, gadget, part RESTART IDENTITY CASCADE');
  await toy.dataSource.getRepository(Sheet).insert({ title: 'First' });
});

const sheet = () => toy.dataSource.getRepository(Sheet).findOneByOrFail({ id: 1 });

describe('#27 the picker of a reference', () => {
  const search = async (query: string, visitor = root) =>
    visitor.get(`${API}/gadget/actions/search?${new URLSearchParams(query)}`);

  it('offers rows page by page, in the entity’s order, each once', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `Lamp ${index + 1}`);
    await toy.dataSource.getRepository(Gadget).insert(names.map((name) => ({ name })));
    const keys: string[] = [];
    for (let page: number | null = 1; page !== null;) {
      const { json } = await search(`query=lamp&page=${page}`);
      const { options, nextPage } = json as OptionPage;
      expect(options.length).toBeLessThanOrEqual(25);
      keys.push(...options.map(({ key }) => key));
      page = nextPage;
    }
    expect(keys).toEqual(names.map((_, index) => String(60 - index)));
  });

  it('finds one or two letters where a word begins, and more of them anywhere', async () => {
    const names = ['Lamp', 'Old lamp', 'AI lamp', 'Wall 100% AI', '100%'];
    await toy.dataSource.getRepository(Gadget).insert(names.map((name) => ({ name })));
    const found = async (query: string) => {
      const { options } = (await search(`query=${encodeURIComponent(query)}`)).json as OptionPage;
      return options.map(({ title }) => title).sort();
    };
    expect(await found('la')).toEqual(['AI lamp', 'Lamp', 'Old lamp']);
    expect(await found('am')).toEqual([]);
    expect(await found('o l')).toEqual(['Old lamp']);
    expect(await found('amp')).toEqual(['AI lamp', 'Lamp', 'Old lamp']);
    expect(await found('ai lamp')).toEqual(['AI lamp']);
    expect(await found('10 wall')).toEqual(['Wall 100% AI']);
    expect(await found('%')).toEqual(['100%', 'Wall 100% AI']);
    expect(await found('100%')).toEqual(['100%', 'Wall 100% AI']);
  });

  it('offers and takes nothing to whoever may not view what it refers to', async () => {
    await toy.dataSource.getRepository(Gadget).insert({ name: 'Lamp' });
    const permissions = ['toys.view_sheet', 'toys.change_sheet'];
    toy.authenticator.granted.set(STAFF.blind.id, new Set(permissions));
    const blind = toy.visitor();
    await blind.logIn('blind', PASSWORD);
    expect((await search('query=lamp', blind)).status).toBe(403);
    const { fields, titles } = (await blind.get(`${SHEETS}/records/1/edit`)).json as FormAnswer;
    const gadget = fields.find(({ name }) => name === 'gadgetId');
    expect([gadget, titles]).toMatchObject([{ references: null, writable: false }, {}]);
    expect((await blind.save(`${SHEETS}/records/1/edit`, { gadgetId: '1' })).status).toBe(422);
    expect((await sheet()).gadgetId).toBeNull();
  });

  it.each(['page=0', 'page=x', 'page=101', 'query=a&query=b', 'query=%00', `query=${'a+'.repeat(11)}`])(
    '%s is a 400',
    async (query) => {
      expect((await root.get(`${API}/gadget/actions/search?${query}`)).status).toBe(400);
    },
  );
});

describe('bad input', () => {
  const raw = (body: string, type: string) => root.postRaw(`${SHEETS}/records/1/edit`, body, type);
  const file = [
    '--x',
    'Content-Disposition: form-data; name="title"; filename="a.txt"',
    'Content-Type: text/plain',
    '',
    'content',
    '--x--',
    '',
  ].join('\r\n');

  it.each([
    ['a file where text belongs', file, 'multipart/form-data; boundary=x', 422],
    ['a name twice', 'title=a&title=b', 'application/x-www-form-urlencoded', 400],
    ['a prototype', '{"__proto__": {"title": "x"}}', 'application/json', 400],
    ['a constructor', '{"constructor": {"prototype": {}}}', 'application/json', 400],
    ['a list', '[1]', 'application/json', 400],
    ['no JSON', '{', 'application/json', 400],
    ['another type', 'title=a', 'text/plain', 415],
  ])('%s is refused, and nothing is saved', async (_what, body, type, status) => {
    expect((await raw(body, type)).status).toBe(status);
    expect(await sheet()).toMatchObject({ title: 'First', version: 1 });
  });
});
