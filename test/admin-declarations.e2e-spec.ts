import { describe, expect, it } from '@jest/globals';
import type { AdminFeature } from '../src/admin/admin-registry.js';
import type { FormAnswer } from '../src/admin/answers/form.answer.js';
import type { SiteState } from '../src/admin/answers/site-state.js';
import { ModelAdmin, VIEW_ONLY } from '../src/admin/model-admin.js';
import { AdminList } from './support/admin-list.js';
import { PASSWORD, startToyAdmin } from './support/toy-admin.js';
import { Gadget, Part, User } from './support/toy-entities.js';

const toys = (...admins: AdminFeature['admins']): AdminFeature[] => [{ group: 'Toys', icon: 'Box', admins }];

describe('a declaration that cannot be stops the boot', () => {
  class UnknownField extends ModelAdmin(Gadget, { list: ['colour' as 'name'] }) {}
  class SecretField extends ModelAdmin(Gadget, { filters: ['apiKey'] }) {}
  class UnknownPath extends ModelAdmin(Gadget, { rows: [{ column: 'owner.colour', value: 1 }] }) {}
  class NoRelation extends ModelAdmin(Gadget, { rows: [{ column: 'name.first', value: 1 }] }) {}
  class UnknownRuled extends ModelAdmin(Gadget, { fields: { ['colour' as 'name']: 'superusers' } }) {}
  class HiddenKey extends ModelAdmin(Gadget, { fields: { id: 'superusers' } }) {}
  class UnknownPermission extends ModelAdmin(Gadget, { fields: { name: 'toys.view_gadgets' } }) {}
  class Second extends ModelAdmin(Gadget) {}
  class NoEntity {}

  it.each([
    [
      'an unknown field',
      toys(UnknownField),
      /UnknownField: Gadget has no column "colour"; it has .*name, size/,
    ],
    ['a secret', toys(SecretField), /SecretField: "apiKey" is secret/],
    ['a second registration', [...toys(Gadget), ...toys(Second)], /Second: Gadget is already registered/],
    ['a rule for rows by an unknown column', toys(UnknownPath), /UnknownPath: User has no column "colour"/],
    [
      'a rule for rows by a path that is none',
      toys(NoRelation),
      /NoRelation: Gadget has no many-to-one "name"/,
    ],
    ['a rule for an unknown field', toys(UnknownRuled), /UnknownRuled: Gadget has no column "colour"/],
    ['a rule that hides a key', toys(HiddenKey), /HiddenKey: "id" is its key/],
    [
      'a rule by a permission that nobody can be given',
      toys(UnknownPermission),
      /UnknownPermission: there is no permission "toys.view_gadgets"/,
    ],
    ['a class that is no entity', toys(NoEntity), /NoEntity: NoEntity is not an entity/],
    [
      'a group of two words',
      [{ group: 'My toys', icon: 'Box', admins: [Gadget] }],
      /"My toys": a group is one word/,
    ],
  ])('%s', async (_what, features, message) => {
    await expect(startToyAdmin(features)).rejects.toThrow(message);
  });
});

describe('an entity', () => {
  it('that declares nothing gets its columns, filters, order and names from the entity', async () => {
    const toy = await startToyAdmin(toys(Gadget));
    try {
      const visitor = toy.visitor();
      await visitor.logIn('root', PASSWORD);
      const state = /window\.SITE = (.*);\n/.exec((await visitor.get('/admin')).text)?.[1] ?? '{}';
      const { groups } = JSON.parse(state) as SiteState;
      const form = (await visitor.get('/admin/api/resources/gadget/actions/new')).json as FormAnswer;
      const list = await new AdminList(visitor, '/admin/api/resources/gadget').page();
      const named = (fields: readonly { name: string }[]) => fields.map(({ name }) => name);
      expect(named(list.columns)).toEqual(['id', 'name', 'size', 'stock', 'serial', 'price', 'active']);
      expect(named(list.filters)).toEqual([
        'createdAt',
        'updatedAt',
        'name',
        'size',
        'active',
        'soldAt',
        'ownerId',
      ]);
      const writable = form.fields.filter((field) => field.writable);
      expect(named(writable)).toEqual(expect.arrayContaining(['name', 'size', 'ownerId']));
      expect(named(writable)).not.toEqual(expect.arrayContaining(['id', 'createdAt', 'version']));
      expect(writable.find(({ name }) => name === 'size')!.choices).toEqual(['small', 'large']);
      expect(groups.map(({ name, icon }) => [name, icon])).toEqual([
        ['Core', 'Server'],
        ['Toys', 'Box'],
        ['Other', 'Database'],
      ]);
      // Nobody registered these: they are there all the same, for superusers.
      expect(groups[2]!.entities.map(({ id }) => id)).toEqual(expect.arrayContaining(['part', 'user']));
    } finally {
      await toy.close();
    }
  });

  it('that is view-only stays so even to a superuser', async () => {
    class PartAdmin extends ModelAdmin(Part, { permissions: VIEW_ONLY }) {}
    const toy = await startToyAdmin([
      ...toys(Gadget, PartAdmin),
      { group: 'Users', icon: 'Users', admins: [User] },
    ]);
    try {
      const visitor = toy.visitor();
      await visitor.logIn('root', PASSWORD);
      const part = '/admin/api/resources/part';
      expect((await visitor.get(`${part}/actions/list`)).status).toBe(200);
      expect((await visitor.post(`${part}/actions/new`, { gadgetId: '1', code: 'x' })).status).toBe(403);
      expect((await visitor.post(`${part}/records/1~x/edit`, {})).status).toBe(403);
      expect((await visitor.save(`${part}/bulk/bulkDelete`, { ids: ['1~x'] })).status).toBe(403);
    } finally {
      await toy.close();
    }
  });

  it('that is for superusers only is nothing to others, whatever their permissions', async () => {
    class PartAdmin extends ModelAdmin(Part, { superusersOnly: true }) {}
    const toy = await startToyAdmin(toys(Gadget, PartAdmin));
    try {
      const visitor = toy.visitor();
      await visitor.logIn('viewer', PASSWORD);
      expect((await visitor.get('/admin/api/resources/part/actions/list')).status).toBe(403);
      expect((await visitor.get('/admin')).text).not.toContain('"part"');
      await visitor.logIn('root', PASSWORD);
      expect((await visitor.get('/admin/api/resources/part/actions/list')).status).toBe(200);
    } finally {
      await toy.close();
    }
  });

  it('that guards a row lets nobody change or delete it but whom the guard lets', async () => {
    class GadgetAdmin extends ModelAdmin(Gadget, {
      guard: (gadget, staff) => staff.isSuperuser || gadget.name !== 'Lamp',
    }) {}
    const toy = await startToyAdmin(toys(GadgetAdmin, Part));
    try {
      await toy.dataSource.getRepository(Gadget).insert([{ name: 'Lamp' }, { name: 'Radio' }]);
      const gadget = '/admin/api/resources/gadget';
      const visitor = toy.visitor();
      await visitor.logIn('keeper', PASSWORD);
      const statusOf = async (path: string, fields = {}) =>
        (await visitor.post(`${gadget}/${path}`, fields)).status;
      expect(await statusOf('records/1/edit', { name: 'Radio 2' })).toBe(403);
      expect(await statusOf('records/1/delete')).toBe(403);
      expect((await visitor.save(`${gadget}/bulk/bulkDelete`, { ids: [2, 1], confirmed: true })).status).toBe(
        403,
      );
      expect(await statusOf('records/2/edit', { name: 'Radio 2' })).toBe(200);
      expect(await statusOf('records/2/delete')).toBe(200);
      await visitor.logIn('root', PASSWORD);
      expect(await statusOf('records/1/edit', { stock: '5' })).toBe(200);
      expect(await toy.dataSource.getRepository(Gadget).find()).toMatchObject([{ name: 'Lamp', stock: 5 }]);
    } finally {
      await toy.close();
    }
  });
});
