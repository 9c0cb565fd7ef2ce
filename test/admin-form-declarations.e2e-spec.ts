import { expect, it } from '@jest/globals';
import { type ModelAdminClass, ModelAdmin } from '../src/admin/model-admin.js';
import { Inline } from '../src/admin/options/inline-options.js';
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
const inlines = (entity: never, options: object) => ({ inlines: [Inline(entity, options as never)] });
class NoRelation extends ModelAdmin(Gadget, inlines(Tag as never, { fields: ['name'] })) {}
class NoSuchRelation extends ModelAdmin(Gadget, inlines(Part as never, { by: 'code', fields: ['note'] })) {}
class NoColumn extends ModelAdmin(Gadget, inlines(Part as never, { fields: ['colour'] })) {}
class RequiredNotShown extends ModelAdmin(Gadget, inlines(Part as never, { fields: ['note'] })) {}
class RelationShown extends ModelAdmin(Gadget, inlines(Part as never, { fields: ['gadget', 'code'] })) {}
class NoEntityInline extends ModelAdmin(Gadget, inlines(OrderSaver as never, { fields: [] })) {}
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
  [NoRelation, /NoRelation: the inline Tag: it has no relation to gadget/],
  [NoSuchRelation, /NoSuchRelation: the inline Part: it has no "code" to gadget/],
  [NoColumn, /Part has no column "colour"/],
  [RequiredNotShown, /RequiredNotShown: the inline Part: "code" is required and not among its fields/],
  [RelationShown, /RelationShown: the inline Part: "gadgetId" is what the form itself says/],
  [NoEntityInline, /NoEntityInline: the inline OrderSaver: it is not an entity/],
  [NobodySaves, /NobodySaves: .*OrderSaver/],
])('a form that cannot be stops the boot: %p', async (admin, message) => {
  const features = [{ group: 'Toys', icon: 'Box', admins: [admin] }];
  await expect(startToyAdmin(features, [Sheet, Tag, SheetFan])).rejects.toThrow(message);
});

it('an inline of a room that stands under nothing, or twice, stops the boot', async () => {
  const inline = Inline(Part, { under: Gadget, fields: ['code'] });
  const start = (...given: object[]) =>
    startToyAdmin([{ group: 'Toys', icon: 'Box', admins: [Gadget, Part], inlines: given as never }]);
  await expect(start(Inline(Part, { fields: ['code'] }))).rejects.toThrow(/say under which entity it stands/);
  await expect(start(inline, inline)).rejects.toThrow(/part stands in its form twice/);
});
