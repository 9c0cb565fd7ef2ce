import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Ability } from '../src/admin/abilities.js';
import type { EntityAction } from '../src/admin/host/actions/entity-action.js';
import { ACTIONS } from '../src/admin/host/entity-actions.js';
import { AdminClient } from './support/admin-client.js';
import { startApp, type TestApp } from './support/app.js';

/** Entities that tell or grant too much for anybody else; one more has to be added here knowingly. */
const FOR_SUPERUSERS = [
  'group',
  'group_permission',
  'idempotency_key',
  'log_entry',
  'user_group',
  'user_permission',
];

/** An address of an action, and what it takes to use it. */
interface Case {
  entity: string;
  ability: Ability;
  action: EntityAction;
  path: string;
  body: object;
}

let app: TestApp;
let database: pg.Client;
let cases: Case[];
/** What can be done to each entity at all, as names of permissions: what the registry came to at the start. */
let possible: Set<string>;

const PATHS = {
  resourceAction: (entity: string, name: string) => `resources/${entity}/actions/${name}`,
  recordAction: (entity: string, name: string) => `resources/${entity}/records/0/${name}`,
  bulkAction: (entity: string, name: string) => `resources/${entity}/bulk/${name}`,
};

const tableOf = (permission: string): string => permission.replace(/^\w+\.[a-z]+_/, '');

beforeAll(async () => {
  app = await startApp();
  database = new pg.Client({ connectionString: app.databaseUrl });
  await database.connect();
  const { rows } = await database.query<{ codename: string }>('SELECT codename FROM permission');
  possible = new Set(rows.map(({ codename }) => codename));
  const entities = [...possible].filter((name) => /^\w+\.view_/.test(name)).map(tableOf);
  cases = entities.flatMap((entity) =>
    [...ACTIONS.values()].map((action) => ({
      ...{ entity, action, ability: action.ability, body: { ids: ['0'], confirmed: true } },
      path: PATHS[action.route](entity, action.name),
    })),
  );
});

afterAll(async () => {
  await database?.end();
  await app?.stop();
});

/** Asks for every page, and for each action's data and effect. */
async function matrix(client: AdminClient): Promise<{ at: Case; statuses: [string, number][] }[]> {
  const answers: { at: Case; statuses: [string, number][] }[] = [];
  const queue = [...cases];
  const work = async (): Promise<void> => {
    for (let at = queue.shift(); at; at = queue.shift()) {
      const page = await client.get(`/admin/${at.path}`);
      const data = await client.get(`/admin/api/${at.path}`);
      const effect = await client.save(`/admin/api/${at.path}`, at.body);
      answers.push({
        at,
        statuses: [
          ['page', page.status],
          ['GET', data.status],
          ['POST', effect.status],
        ],
      });
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
  return answers;
}

const mayUse = (permissions: ReadonlySet<string>, { entity, ability }: Case, superuser: boolean): boolean => {
  const has = (wanted: Ability) =>
    [...permissions].some((name) => new RegExp(`^\\w+\\.${wanted}_${entity}$`).test(name));
  return (superuser || !FOR_SUPERUSERS.includes(entity)) && has('view') && has(ability);
};

/** Where somebody was let in who should not have been, or kept out who should not have been, or met an error. */
function wrong(
  answers: Awaited<ReturnType<typeof matrix>>,
  permissions: ReadonlySet<string>,
  superuser = false,
): string[] {
  return answers.flatMap(({ at, statuses }) => {
    const allowed = mayUse(permissions, at, superuser);
    return statuses
      .filter(([, status]) => (allowed ? [401, 403, 303].includes(status) : status !== 403) || status >= 500)
      .map(([what, status]) => `${what} ${at.path}: ${status}, ${allowed ? 'allowed' : 'forbidden'}`);
  });
}

describe('the access matrix of every entity and action', () => {
  it('knows them all', () => {
    expect(new Set(cases.map(({ entity }) => entity)).size).toBeGreaterThan(20);
    expect(ACTIONS.size).toBeGreaterThan(8);
  });

  it('#57 lets nobody in who is not logged in', async () => {
    const answers = await matrix(AdminClient.anonymous(app));
    const statuses = new Set(
      answers.flatMap(({ statuses: all }) => all.map(([what, status]) => `${what} ${status}`)),
    );
    expect([...statuses].sort()).toEqual(['GET 401', 'POST 401', 'page 303']);
  });

  it('#54 #57 lets a viewer view and nothing else', async () => {
    const permissions = new Set([...possible].filter((name) => name.includes('.view_')));
    const viewer = await AdminClient.enterAs(app, 'viewer', [...permissions]);
    expect(wrong(await matrix(viewer), permissions)).toEqual([]);
  });

  it('#54 #56 #57 lets an editor of one room into that and no other', async () => {
    const permissions = new Set([...possible].filter((name) => name.startsWith('payments.')));
    const editor = await AdminClient.enterAs(app, 'editor', [...permissions]);
    expect(wrong(await matrix(editor), permissions)).toEqual([]);
    const page = (await editor.get('/admin')).text;
    const others = cases
      .map(({ entity }) => entity)
      .filter((entity) => ![...permissions].some((name) => tableOf(name) === entity));
    const told = [...new Set(others)].filter(
      (entity) => page.includes(`"${entity}"`) || page.includes(`/resources/${entity}`),
    );
    expect(told).toEqual([]);
  });

  it('#54 lets nobody change what they may not view', async () => {
    const permissions = new Set([...possible].filter((name) => !name.includes('.view_')));
    const blind = await AdminClient.enterAs(app, 'blind', [...permissions]);
    expect(wrong(await matrix(blind), permissions)).toEqual([]);
  });

  it('#54 lets a superuser do all that an entity allows, and nothing that it does not', async () => {
    const root = await AdminClient.enter(app);
    expect(wrong(await matrix(root), possible, true)).toEqual([]);
  });
});
