import { ModelAdmin } from '../../src/admin/model-admin.js';
import type { AdminVisitor } from './admin-visitor.js';
import { PASSWORD, startToyAdmin, type ToyAdmin } from './toy-admin.js';
import { Gadget, Part, User } from './toy-entities.js';

class GadgetAdmin extends ModelAdmin(Gadget, {
  list: ['id', 'name', 'size', 'stock', 'owner'],
  filters: [
    'name',
    'size',
    'stock',
    'serial',
    'price',
    'active',
    'madeOn',
    'soldAt',
    'data',
    'tags',
    'address',
    'owner',
  ],
  search: ['name', 'size'],
  ordering: ['name'],
  readonly: ['address'],
}) {}

/** The gadgets' part of the admin's API. */
export const GADGETS = '/admin/api/resources/gadget';

/** The admin over gadgets that declare something of everything, with a superuser logged in. */
export async function startGadgetAdmin(): Promise<{ toy: ToyAdmin; visitor: AdminVisitor }> {
  const toy = await startToyAdmin([
    { group: 'Toys', icon: 'Box', admins: [GadgetAdmin, Part] },
    { group: 'Users', icon: 'Users', admins: [User] },
  ]);
  const visitor = toy.visitor();
  await visitor.logIn('root', PASSWORD);
  return { toy, visitor };
}
