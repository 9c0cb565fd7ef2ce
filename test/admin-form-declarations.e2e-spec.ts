import { expect, it } from '@jest/globals';
import { type ModelAdminClass, ModelAdmin } from '../src/admin/model-admin.js';
import { OrderSaver, Sheet, SheetFan, Tag } from './support/form-toy.js';
import { startToyAdmin } from './support/toy-admin.js';
import { Gadget, Part } from './support/toy-entities.js';

class UnknownHelp extends ModelAdmin(Gadget, { help: { colour: 'x' } as object }) {}
class UnknownInFieldset extends ModelAdmin(Gadget, { fieldsets: [{ fields: ['colour' as 'name'] }] }) {}
class SecretInFieldset extends ModelAdmin(Gadget, { fieldsets: [{ fields: ['name', 'apiKey'] }] }) {}
class Twice extends ModelAdmin(Gadget, { fieldsets: [{ fields: ['name', 'size'] }, { fields: ['size'] }] }) {}
class WithoutRequired extends ModelAdmin(Gadget, { fieldsets: [{ fields: ['size'] }] }) {}
class UnknownLink extends ModelAdmin(Gadget, { fieldsets: [{ fields: ['name'], links: ['fans'] }] }) {}
class NoPairs extends ModelAdmin(Gadget, { links: { parts: Part } }) {}
class NoEntityPairs extends ModelAdmin(Gadget, { links: { parts: OrderSaver } }) {}
class LinkLikeColumn extends ModelAdmin(Sheet, { links: { title: SheetFan } }) {}
class NobodySaves extends ModelAdmin(Gadget, { save: OrderSaver }) {}

it.each<[ModelAdminClass, RegExp]>([
  [UnknownHelp, /UnknownHelp: Gadget has no column "colour"/],
  [UnknownInFieldset, /UnknownInFieldset: Gadget has no column "colour"/],
  [SecretInFieldset, /SecretInFieldset: "apiKey" is secret/],
  [Twice, /Twice: "size" is in its fieldsets twice/],
  [WithoutRequired, /WithoutRequired: "name" is required and in none of its fieldsets/],
  [UnknownLink, /UnknownLink: a fieldset names the link "fans", which it does not declare/],
  [NoPairs, /NoPairs: Part is no table of pairs/],
  [NoEntityPairs, /NoEntityPairs: the link "parts" goes through no entity/],
  [LinkLikeColumn, /LinkLikeColumn: the link "title" is called like a column/],
  [NobodySaves, /NobodySaves: .*OrderSaver/],
])('a form that cannot be stops the boot: %p', async (admin, message) => {
  const features = [{ group: 'Toys', icon: 'Box', admins: [admin] }];
  await expect(startToyAdmin(features, [Sheet, Tag, SheetFan])).rejects.toThrow(message);
});
