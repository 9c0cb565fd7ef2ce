import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { AdminPage } from '../src/admin/admin-page.js';
import type { AdminFeature } from '../src/admin/admin-registry.js';
import type { OverviewAnswer } from '../src/admin/answers/overview.answer.js';
import { DashboardPanel } from '../src/admin/dashboard-panel.js';
import { ModelAdmin } from '../src/admin/model-admin.js';
import type { Who } from '../src/admin/options/access-options.js';
import { type LogAction, LogEntry } from '../src/core/audit/log-entry.entity.js';
import type { AdminVisitor } from './support/admin-visitor.js';
import { PASSWORD, STAFF, startToyAdmin, type ToyAdmin } from './support/toy-admin.js';
import { Gadget, Part, User } from './support/toy-entities.js';

@Injectable()
class StockPanel extends DashboardPanel {
  readonly title = 'Stock';
  readonly view: Who = 'toys.view_part';
  load = async () => ({ figures: [{ label: 'Parts', value: 12 }] });
}

@Injectable()
class BrokenPanel extends DashboardPanel {
  readonly title = 'Broken';
  readonly view: Who = 'superusers';
  load = async () => Promise.reject(new Error('no connection'));
}

/** Only root and the owner know of a gadget. */
class GadgetAdmin extends ModelAdmin(Gadget, { rows: [{ column: 'owner', value: ({ id }) => id }] }) {}

const FEATURES: AdminFeature[] = [
  { group: 'Toys', icon: 'Box', admins: [GadgetAdmin, Part], panels: [StockPanel, BrokenPanel] },
  { group: 'Users', icon: 'Users', admins: [User] },
];

describe('the home page', () => {
  let toy: ToyAdmin;
  let viewer: AdminVisitor;
  let root: AdminVisitor;

  beforeAll(async () => {
    toy = await startToyAdmin(FEATURES, [], [StockPanel, BrokenPanel]);
    const loggedIn = async (who: keyof typeof STAFF) => {
      const visitor = toy.visitor();
      await visitor.logIn(who, PASSWORD);
      return visitor;
    };
    [viewer, root] = [await loggedIn('viewer'), await loggedIn('root')];
    const gadgets = toy.dataSource.getRepository(Gadget);
    await gadgets.insert([
      { name: 'of the viewer', ownerId: STAFF.viewer.id },
      { name: 'of the editor', ownerId: STAFF.editor.id },
      { name: 'of nobody' },
    ]);
    await toy.dataSource.getRepository(Part).insert({ gadgetId: 1, code: 'p' } as never);
  });

  afterAll(() => toy?.close());

  const home = async (visitor: AdminVisitor, query = '') =>
    (await visitor.get(`/admin/api/dashboard${query}`)).json as OverviewAnswer;

  /** Writes the log as the admin does. */
  const log = (actorId: number, action: LogAction, entity: string, entityId: string, label: string) =>
    toy.dataSource.getRepository(LogEntry).insert({ actorId, action, entity, entityId, label });

  const titles = ({ recent }: OverviewAnswer) =>
    recent.map(({ action, title, path }) => [action, title, path !== null]);

  it('#66 groups the entities by section, each with its icon, in the sidebar too', async () => {
    const { groups } = await home(root);
    expect(groups.map(({ name, icon }) => [name, icon])).toEqual([
      ['Core', 'Server'],
      ['Toys', 'Box'],
      ['Users', 'Users'],
    ]);
    expect(groups[1]!.entities.map(({ label }) => label)).toEqual(['Gadgets', 'Parts']);
    const state = /window\.SITE = (.*);\n/.exec((await root.get('/admin')).text)?.[1] ?? '{}';
    const site = JSON.parse(state) as { groups: { name: string; entities: { id: string }[] }[] };
    expect(site.groups[1]).toEqual({
      name: 'Toys',
      icon: 'Box',
      entities: [
        { id: 'gadget', label: 'Gadgets' },
        { id: 'part', label: 'Parts' },
      ],
      pages: [],
    });
  });

  it('#55 counts only the rows that somebody may know of', async () => {
    const countOf = async (visitor: AdminVisitor) =>
      (await home(visitor)).groups.find(({ name }) => name === 'Toys')!.entities[0]!.count;
    expect(await countOf(root)).toBe('3');
    expect(await countOf(viewer)).toBe('1');
  });

  it('#53 shows what one did last, newest first, on what one may still see', async () => {
    await log(STAFF.viewer.id, 'create', 'gadget', '1', 'of the viewer');
    await log(STAFF.viewer.id, 'update', 'gadget', '2', 'of the editor');
    await log(STAFF.viewer.id, 'update', 'user', '1', 'root');
    await log(STAFF.viewer.id, 'create', 'part', '9', 'gone');
    await log(STAFF.viewer.id, 'delete', 'part', '9', 'gone');
    await log(STAFF.root.id, 'update', 'gadget', '3', 'of nobody');
    expect(titles(await home(viewer))).toEqual([
      ['delete', 'gone', false],
      ['create', 'gone', false],
      ['create', 'of the viewer', true],
    ]);
    expect(titles(await home(root))).toEqual([['update', 'of nobody', true]]);
  });

  it("#53 shows a superuser everyone's actions too, and nobody else", async () => {
    const { recent } = await home(root, '?who=everyone');
    expect(recent.map(({ who, title }) => [who, title])).toEqual([
      [null, 'of nobody'],
      ['viewer', 'gone'],
      ['viewer', 'gone'],
      ['viewer', 'root'],
      ['viewer', 'of the editor'],
      ['viewer', 'of the viewer'],
    ]);
    expect((await viewer.get('/admin/api/dashboard?who=everyone')).status).toBe(403);
    expect([(await home(root)).mayAskForEveryone, (await home(viewer)).mayAskForEveryone]).toEqual([
      true,
      false,
    ]);
  });

  it('shows the rooms’ panels to those who may see them; one that fails leaves the others', async () => {
    expect((await home(viewer)).panels).toEqual([
      { title: 'Stock', content: { figures: [{ label: 'Parts', value: 12 }] } },
    ]);
    const panels = (await home(root)).panels.map(({ title, content }) => [title, content?.figures.length]);
    expect(panels).toEqual([
      ['Jobs', 3],
      ['Stock', 1],
      ['Broken', undefined],
    ]);
  });

  it('#65 escapes what is written into the page, and lets only its own scripts run', async () => {
    const evil = { ...STAFF.root, username: '</script><script>alert(1)</script>\u2028' };
    const { findActive } = toy.authenticator;
    toy.authenticator.findActive = async () => evil;
    const pages = await Promise.all([root.get('/admin'), root.get('/admin')]);
    toy.authenticator.findActive = findActive;
    for (const { text, headers } of pages) {
      expect(text).not.toContain('<script>alert');
      expect(text).toContain('\\u003c/script\\u003e\\u003cscript\\u003ealert(1)');
      const policy = String(headers['content-security-policy']);
      const nonce = /script-src 'nonce-([^']+)'(;|$)/.exec(policy)?.[1];
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/https?:|\*|unsafe/);
      const scripts = text.match(/<script[^>]*>/g)!;
      expect(scripts).toHaveLength(2);
      for (const script of [...scripts, /<style[^>]*>/.exec(text)![0]])
        expect(script).toContain(`nonce="${nonce}"`);
      expect(text).not.toMatch(/\son\w+=|https?:\/\//);
    }
    expect(pages[0].headers['content-security-policy']).not.toBe(pages[1].headers['content-security-policy']);
  });
});

describe('a panel that cannot be stops the boot', () => {
  class Unprovided extends StockPanel {}
  class UnknownPermission extends StockPanel {
    override readonly view = 'toys.view_parts';
  }
  const withPanel = (panel: NonNullable<AdminFeature['panels']>[number]): AdminFeature[] => [
    { group: 'Toys', icon: 'Box', admins: [Part], panels: [panel] },
  ];

  it.each([
    ['that no module provides', Unprovided, /Unprovided: no module provides it/],
    [
      'for a permission that nobody can be given',
      UnknownPermission,
      /UnknownPermission: there is no permission "toys.view_parts"/,
    ],
  ])('%s', async (_what, panel, message) => {
    await expect(startToyAdmin(withPanel(panel), [], [UnknownPermission])).rejects.toThrow(message);
  });
});

describe('a page about no single entity that cannot be stops the boot', () => {
  class ToyPage extends AdminPage {
    readonly id: string = 'toys';
    readonly label = 'Toys';
    readonly component = 'Toys';
    readonly view: string = 'toys.view_part';
    override async load(): Promise<object> {
      return {};
    }
  }
  class Unprovided extends ToyPage {}
  class UnknownPermission extends ToyPage {
    override readonly view = 'toys.view_parts';
  }
  class SameId extends ToyPage {}

  it.each([
    ['that no module provides', [Unprovided], /Unprovided: no module provides it/],
    [
      'for a permission that nobody can be given',
      [UnknownPermission],
      /there is no permission "toys.view_parts"/,
    ],
    ['with the id of another', [ToyPage, SameId], /"toys": two pages have this id/],
  ])('%s', async (_what, pages, message) => {
    const feature = { group: 'Toys', icon: 'Box', admins: [Part], pages };
    const providers = [ToyPage, SameId, UnknownPermission];
    await expect(startToyAdmin([feature], [], providers)).rejects.toThrow(message);
  });
});
