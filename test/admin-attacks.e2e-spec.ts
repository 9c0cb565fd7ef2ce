import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACTIONS } from '../src/admin/host/entity-actions.js';
import { ModelAdmin } from '../src/admin/model-admin.js';
import { AdminSession } from '../src/admin/sessions/admin-session.entity.js';
import type { AdminVisitor } from './support/admin-visitor.js';
import { PASSWORD, startToyAdmin, type ToyAdmin } from './support/toy-admin.js';
import { Gadget, User } from './support/toy-entities.js';

const GADGET = '/admin/api/resources/gadget';

class GadgetAdmin extends ModelAdmin(Gadget, { list: ['id', 'name'], search: ['name'] }) {}

let toy: ToyAdmin;
let root: AdminVisitor;

beforeAll(async () => {
  toy = await startToyAdmin([
    { group: 'Toys', icon: 'Box', admins: [GadgetAdmin] },
    { group: 'Users', icon: 'Users', admins: [User] },
  ]);
  await toy.dataSource.getRepository(Gadget).insert({ id: 1, name: 'Lamp' });
  root = toy.visitor();
  await root.logIn('root', PASSWORD);
});

afterAll(() => toy.close());

const lamp = (): Promise<Gadget> => toy.dataSource.getRepository(Gadget).findOneByOrFail({ id: 1 });

/** Where each action is posted to. */
const ADDRESSES = [...ACTIONS.values()].map(({ name, route }) => {
  if (route === 'recordAction') return `${GADGET}/records/1/${name}`;
  return `${GADGET}/${route === 'bulkAction' ? 'bulk' : 'actions'}/${name}`;
});

describe('#62 a session that somebody else has planted', () => {
  it('is not the one that the login opens', async () => {
    const attacker = toy.visitor();
    await attacker.logIn('viewer', PASSWORD);
    const planted = attacker.cookies.get('admin_session')!;
    const victim = toy.visitor();
    victim.cookies.set('admin_session', planted);
    await victim.logIn('root', PASSWORD);
    expect(victim.cookies.get('admin_session')).not.toBe(planted);
    expect((await attacker.get('/admin')).status).toBe(303);
  });

  it.each([
    ['made up', 'made up'],
    ['empty', ''],
    ['long', 'x'.repeat(4_000)],
    ['a NUL', '%00'],
    ['SQL', "' OR true --"],
  ])('is none where it never was: %s', async (_what, token) => {
    const visitor = toy.visitor();
    visitor.cookies.set('admin_session', token);
    expect((await visitor.get('/admin')).status).toBe(303);
    await visitor.logIn('root', PASSWORD);
    expect(visitor.cookies.get('admin_session')).toMatch(/^[\w-]{43}$/);
  });
});

describe('#61 a write that another site has somebody send', () => {
  it.each([...ADDRESSES, '/admin/logout'])('is refused at %s before it is looked at', async (address) => {
    const body = { ids: ['1'], confirmed: true, name: 'Stolen' };
    const answers = await Promise.all([
      root.save(address, body, { 'sec-fetch-site': 'cross-site' }),
      root.save(address, body, { 'x-xsrf-token': undefined }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    expect(await lamp()).toMatchObject({ name: 'Lamp' });
    expect((await root.get('/admin')).status).toBe(200);
  });

  it('is refused with the token of another session', async () => {
    const other = toy.visitor();
    await other.logIn('editor', PASSWORD);
    const token = other.cookies.get('XSRF-TOKEN')!;
    const answer = await root.save(`${GADGET}/records/1/edit`, { name: 'Stolen' }, { 'x-xsrf-token': token });
    expect([answer.status, (await lamp()).name]).toEqual([403, 'Lamp']);
  });

  it('is refused at the login too, so that nobody works in an account of somebody else', async () => {
    const visitor = toy.visitor();
    const page = await visitor.get('/admin/login');
    const token = /name="token" value="([^"]*)"/.exec(page.text)![1]!;
    const form = { token, next: '/admin', login: 'viewer', password: PASSWORD };
    const before = await toy.dataSource.getRepository(AdminSession).count();
    for (const from of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': undefined, origin: 'https://evil.example' },
    ])
      expect((await visitor.post('/admin/login', form, from)).status).toBe(403);
    expect(await toy.dataSource.getRepository(AdminSession).count()).toBe(before);
  });

  it('nor is anything written by reading', async () => {
    const asked = ADDRESSES.map((address) =>
      root.get(`${address}?confirmed=true&ids=1&recordIds=1&name=Stolen`),
    );
    expect((await Promise.all(asked)).filter(({ status }) => status >= 500)).toEqual([]);
    expect(await lamp()).toMatchObject({ name: 'Lamp', version: 1 });
  });
});

describe('#65 an answer', () => {
  it('is kept by no cache, whatever it is', async () => {
    const addresses = [
      ...['/admin', '/admin/login', '/admin/nothing', '/admin/api/dashboard', '/admin/resources/gadget'],
      ...ADDRESSES,
      ...[`${GADGET}/actions/export?format=csv`, '/admin/resources/nothing', '/admin/files/1'],
    ];
    for (const address of addresses) {
      const answers = [await root.get(address), await toy.visitor().get(address)];
      for (const { headers } of answers)
        expect([address, headers['cache-control']]).toEqual([address, 'no-store']);
    }
  });

  it('that is for everybody sets no cookie and may be kept', async () => {
    const [, script] = /<script [^>]*src="([^"]+)"/.exec((await root.get('/admin')).text)!;
    const { headers } = await toy.visitor().get(script!);
    expect(headers['cache-control']).toContain('immutable');
    expect(headers['set-cookie']).toBeUndefined();
  });

  it.each([
    '/admin/resources/x%0d%0aset-cookie:%20a=b',
    '/admin/login?next=/admin/%0d%0aset-cookie:%20a=b',
    `${GADGET}/actions/export?format=csv%0d%0aset-cookie:%20a=b`,
    '/admin/api/resources/gadget%0d%0aset-cookie:%20a=b/actions/export?format=csv',
  ])('has no header that an address has written: %s', async (address) => {
    const anonymous = toy.visitor();
    for (const visitor of [root, anonymous]) {
      const { status, headers } = await visitor.get(address);
      expect(status).toBeLessThan(500);
      expect(String(headers['set-cookie'] ?? '')).not.toContain('a=b');
    }
    const entered = await anonymous.logIn('root', PASSWORD, decodeURIComponent(address));
    expect([entered.status, entered.location]).toEqual([303, '/admin']);
  });
});

describe('input beyond measure', () => {
  it.each([2_000, 100_000])(
    '%i lists in each other are refused or kept, and break nothing',
    async (depth) => {
      const data = `${'['.repeat(depth)}${']'.repeat(depth)}`;
      const { status } = await root.save(`${GADGET}/records/1/edit`, { data });
      expect([200, 422]).toContain(status);
      const pages = [`${GADGET}/records/1/edit`, `${GADGET}/records/1/history`, `${GADGET}/actions/list`];
      for (const page of pages) expect((await root.get(page)).status).toBe(200);
    },
  );

  it('a body that is a list in lists, or nothing but names, is refused', async () => {
    const lists = `{"name": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const names = JSON.stringify(
      Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`n${index}`, 1])),
    );
    for (const body of [lists, names]) {
      const { status } = await root.postRaw(`${GADGET}/records/1/edit`, body, 'application/json');
      expect(status).toBeLessThan(500);
    }
    expect(await lamp()).toMatchObject({ name: 'Lamp' });
  });

  it.each([
    '1',
    '0',
    '-1',
    '1.5',
    '1e3',
    '99999999999999999999',
    '1~2',
    '%00',
    'null',
    '__proto__',
    '1;DROP',
  ])('a row called %s is there or not, in every action', async (key) => {
    const actions = [...ACTIONS.values()].filter(({ route }) => route === 'recordAction');
    for (const { name } of actions) {
      const { status } = await root.get(`${GADGET}/records/${key}/${name}`);
      expect([name, status < 500]).toEqual([name, true]);
    }
  });
});
