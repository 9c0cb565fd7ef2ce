import type { Type } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';
import { ABILITIES, permissionName } from '../abilities.js';
import { AdminDeclarationError } from '../admin.errors.js';
import type { EntityAdmin } from '../entities/entity-admin.js';
import type { Who } from '../options/access-options.js';

/** What a room's feature names: a panel or a page. */
type Shown = { readonly view: Who };

/**
 * The providers of panels or pages.
 * @throws AdminDeclarationError for one that no room provides, or that asks for an unknown permission.
 */
export function shownProviders<Provider extends Shown>(
  types: readonly Type<Provider>[],
  moduleRef: ModuleRef,
  admins: readonly EntityAdmin[],
): Provider[] {
  const known = admins.flatMap(({ group, id }) =>
    ABILITIES.map((ability) => permissionName(group.name, ability, id)),
  );
  return types.map((type) => {
    const provider = provided(type, moduleRef);
    const { view } = provider;
    if (typeof view === 'string' && view !== 'superusers' && !known.includes(view))
      throw new AdminDeclarationError(type.name, `there is no permission "${view}".`);
    return provider;
  });
}

function provided<Provider>(type: Type<Provider>, moduleRef: ModuleRef): Provider {
  try {
    return moduleRef.get(type, { strict: false });
  } catch {
    throw new AdminDeclarationError(
      type.name,
      'no module provides it; list it among the providers of its room.',
    );
  }
}
