import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ModelAdmin } from '../src/admin/model-admin.js';
import { AdminSession } from '../src/admin/sessions/admin-session.entity.js';
import { LogEntry } from '../src/core/audit/log-entry.entity.js';
import { AdminList } from './support/admin-list.js';
import type { AdminVisitor } from './support/admin-visitor.js';
import { PASSWORD, STAFF, startToyAdmin, type ToyAdmin } from './support/toy-admin.js';
import { Gadget, Part, User } from './support/toy-entities.js';

class GadgetAdmin extends ModelAdmin(Gadget, { list: ['id', 'name', 'owner'], search: ['name'] }) {}

let toy: ToyAdmin;

beforeAll(async () => {
  toy = await startToyAdmin([
    { group: 'Toys', icon: 'Box', admins: [GadgetAdmin, Part] },
    { group: 'Users', icon: 'Users', admins: [User] },
  ]);
  await toy.dataSource.getRepository(Gadget).insert({ id: 1, name: 'Lamp', ownerId: 1 });
});

afterAll(() => toy.close());

async function loggedIn(login: keyof typeof STAFF): Promise<AdminVisitor> {
  const visitor = toy.visitor();
  expect((await visitor.logIn(login, PASSWORD)).status).toBe(303);
  return visitor;
}

describe('the way in', () => {
  it('#63 leads through the login and back to the address that was asked for', async () => {
    const visitor = toy.visitor();
    const refused = await visitor.get('/admin/resources/gadget?page=2');
    expect([refused.status, refused.location]).toEqual([
      303,
      '/admin/login?next=%2Fadmin%2Fresources%2Fgadget%3Fpage%3D2',
    ]);
    const entered = await visitor.logIn('root', PASSWORD, '/admin/resources/gadget?page=2');
    expect([entered.status, entered.location]).toEqual([303, '/admin/resources/gadget?page=2']);
    expect((await visitor.get('/admin')).status).toBe(200);
  });

  it.each(['https://evil.example', '//evil.example', '/admin\\@evil.example', '/adminx', '/admin/login'])(
    'never leads from the login to %s',
    async (next) => {
      expect((await toy.visitor().logIn('root', PASSWORD, next)).location).toBe('/admin');
    },
  );

  it('#62 gives a new session at every login and ends the one before', async () => {
    const visitor = await loggedIn('root');
    const first = visitor.cookies.get('admin_session')!;
    await visitor.logIn('root', PASSWORD);
    expect(visitor.cookies.get('admin_session')).not.toBe(first);
    const old = toy.visitor();
    old.cookies.set('admin_session', first);
    expect((await old.get('/admin')).status).toBe(303);
  });

  it('#62 keeps the token from scripts and only its hash in the database', async () => {
    const visitor = toy.visitor();
    const set = String((await visitor.logIn('root', PASSWORD)).headers['set-cookie']);
    expect(set).toMatch(/admin_session=[^;]+; Path=\/admin; HttpOnly; SameSite=Lax/);
    const stored = await toy.dataSource.getRepository(AdminSession).find();
    expect(JSON.stringify(stored)).not.toContain(visitor.cookies.get('admin_session'));
  });

  it('refuses a wrong password with 401, keeping what was typed, harmlessly', async () => {
    const answer = await toy.visitor().logIn('"><script>x</script>', 'wrong');
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('value="&quot;&gt;&lt;script&gt;');
    expect(answer.text).not.toContain('<script>');
  });

  it('#60 slows guessing down per account', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt++)
      statuses.push((await toy.visitor().logIn('editor2', 'x')).status);
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
    expect((await toy.visitor().logIn('editor', PASSWORD)).status).toBe(303);
  });

  it('refuses a login form that another site has sent', async () => {
    const visitor = toy.visitor();
    await visitor.get('/admin/login');
    const forged = { login: 'root', password: PASSWORD, token: 'guess' };
    expect((await visitor.post('/admin/login', forged)).status).toBe(403);
  });

  it('#62 ends the session at once when the account is deactivated', async () => {
    const visitor = await loggedIn('viewer');
    toy.authenticator.deactivated.add(STAFF.viewer.id);
    expect((await visitor.get('/admin')).status).toBe(303);
    expect((await visitor.get('/admin/api/resources/gadget/actions/list')).status).toBe(401);
    toy.authenticator.deactivated.clear();
  });

  it('ends a session that has run out', async () => {
    const visitor = await loggedIn('root');
    await toy.dataSource.query(`UPDATE admin_session SET expires_at = now() - interval '1 second'`);
    expect((await visitor.get('/admin')).status).toBe(303);
  });

  it('#61 logs out by POST only, and tells so in the log', async () => {
    const visitor = await loggedIn('root');
    expect((await visitor.get('/admin/logout')).status).toBe(404);
    const token = visitor.cookies.get('admin_session')!;
    expect((await visitor.post('/admin/logout')).status).toBe(204);
    expect(visitor.cookies.has('admin_session')).toBe(false);
    visitor.cookies.set('admin_session', token);
    expect((await visitor.get('/admin')).status).toBe(303);
    const [last] = await toy.dataSource.getRepository(LogEntry).find({ order: { id: 'DESC' }, take: 1 });
    expect(last).toMatchObject({
      action: 'logout',
      actorId: 1,
      entity: 'user',
      entityId: '1',
      label: 'root',
    });
  });
});

describe('writes from elsewhere', () => {
  const edit = '/admin/api/resources/gadget/records/1/edit';

  it.each([
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['another host of the same site', { 'sec-fetch-site': 'same-site' }],
    ['an old browser on another site', { 'sec-fetch-site': undefined, origin: 'https://evil.example' }],
    ['something that does not say where it comes from', { 'sec-fetch-site': undefined, origin: undefined }],
    ['someone without the token', { 'x-xsrf-token': '' }],
    ['someone with a wrong token', { 'x-xsrf-token': 'x'.repeat(43) }],
  ])('#61 are refused: %s', async (_who, headers) => {
    const visitor = await loggedIn('root');
    const answer = await visitor.post(edit, { name: 'Stolen' }, { ...headers });
    expect(answer.status).toBe(403);
    expect(await toy.dataSource.getRepository(Gadget).findOneByOrFail({ id: 1 })).toMatchObject({
      name: 'Lamp',
    });
  });

  it('reads no body of somebody without a session', async () => {
    const answer = await toy.visitor().post(edit, { name: 'x'.repeat(3_000_000) });
    expect(answer.status).toBe(401);
  });
});

describe('permissions', () => {
  const LIST = '/admin/api/resources/gadget/actions/list';
  const NEW = '/admin/api/resources/gadget/actions/new';
  const SHOW = '/admin/api/resources/gadget/records/1/show';
  const EDIT = '/admin/api/resources/gadget/records/1/edit';
  const SEARCH = '/admin/api/resources/gadget/actions/search/Lam';
  const DELETE = '/admin/api/resources/gadget/records/999/delete';
  const BULK = '/admin/api/resources/gadget/bulk/bulkDelete';

  it.each([
    ['root', { LIST: 200, SHOW: 200, SEARCH: 200, USERS: 200, NEW: 422, EDIT: 200, DELETE: 404, BULK: 404 }],
    [
      'editor',
      { LIST: 200, SHOW: 200, SEARCH: 200, USERS: 403, NEW: 422, EDIT: 200, DELETE: 403, BULK: 403 },
    ],
    [
      'viewer',
      { LIST: 200, SHOW: 200, SEARCH: 200, USERS: 403, NEW: 403, EDIT: 403, DELETE: 403, BULK: 403 },
    ],
  ] as const)('#54 #57 hold for every action of %s', async (who, expected) => {
    const visitor = await loggedIn(who);
    const answers = {
      LIST: await visitor.get(LIST),
      SHOW: await visitor.get(SHOW),
      SEARCH: await visitor.get(SEARCH),
      USERS: await visitor.get('/admin/api/resources/user/actions/list'),
      NEW: await visitor.post(NEW, {}),
      EDIT: await visitor.post(EDIT, {}),
      DELETE: await visitor.post(DELETE),
      BULK: await visitor.save(BULK, { ids: [999] }),
    };
    const statuses = Object.entries(answers).map(([name, { status }]) => [name, status]);
    expect(Object.fromEntries(statuses)).toEqual(expected);
  });

  it('shows no row to those who may only change or delete it', async () => {
    const visitor = await loggedIn('blind');
    const paths = ['records/1/edit', 'records/1/delete', 'bulk/bulkDelete?recordIds=1'];
    const answers = await Promise.all(
      paths.map((path) => visitor.get(`/admin/api/resources/gadget/${path}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(answers.map(({ text }) => text).join()).not.toContain('Lamp');
  });

  it('#57 a forbidden page is a 403, an unknown one a 404', async () => {
    const visitor = await loggedIn('viewer');
    const paths = [
      'resources/gadget/actions/new',
      'resources/user',
      'resources/nothing',
      'resources/gadget/actions/nothing',
      'x',
    ];
    const statuses = await Promise.all(
      paths.map(async (path) => (await visitor.get(`/admin/${path}`)).status),
    );
    expect(statuses).toEqual([403, 403, 404, 404, 404]);
  });

  it('#56 what may not be seen is absent from the page and the overview', async () => {
    const visitor = await loggedIn('viewer');
    const page = (await visitor.get('/admin')).text;
    expect(page).toContain('"id":"gadget"');
    for (const hidden of ['"user"', 'log_entry', 'Log entries', 'admin_session'])
      expect(page).not.toContain(hidden);
    const { groups } = (await visitor.get('/admin/api/dashboard')).json as { groups: unknown };
    expect(groups).toEqual([
      {
        name: 'Toys',
        icon: 'Box',
        entities: [
          { id: 'gadget', label: 'Gadgets', count: '1', mayAdd: false },
          { id: 'part', label: 'Parts', count: '0', mayAdd: false },
        ],
      },
    ]);
  });

  it('#55 a referenced row is named only to those who may view it', async () => {
    const owner = async (who: keyof typeof STAFF) => {
      const visitor = await loggedIn(who);
      return (await new AdminList(visitor, '/admin/api/resources/gadget').column('ownerId'))[0];
    };
    expect(await owner('root')).toEqual({ key: '1', title: 'root' });
    expect(await owner('viewer')).toBe(1);
  });

  it('gives nothing to a front end that CORS lets read the API', async () => {
    const visitor = await loggedIn('root');
    const answer = await visitor.get(LIST, { origin: 'https://front.test' });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('#65 every answer forbids other hosts, frames and inline scripts', async () => {
    const answer = await (await loggedIn('root')).get('/admin');
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toMatch(/default-src 'none'; script-src 'nonce-[\w+/=]+';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.text.replace(/http:\/\/www\.w3\.org\/\S+/g, '')).not.toMatch(/https?:\/\//);
  });
});
