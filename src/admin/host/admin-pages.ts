import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ForbiddenError, NotFoundError } from '../../core/http/app-error.js';
import type { AdminPage } from '../admin-page.js';
import { AdminRegistry } from '../admin-registry.js';
import { AdminDeclarationError } from '../admin.errors.js';
import { isOneOf } from '../entities/access-rules.js';
import type { EntityAdmin } from '../entities/entity-admin.js';
import type { StaffUser } from '../staff-authenticator.js';
import { shownProviders } from './feature-providers.js';

/** A page with the section it stands in. */
export interface PlacedPage {
  group: { name: string; icon: string };
  page: AdminPage;
}

/** The rooms' pages that are about no single entity. */
@Injectable()
export class AdminPages {
  private placed: readonly PlacedPage[] = [];

  constructor(
    private readonly registry: AdminRegistry,
    private readonly moduleRef: ModuleRef,
  ) {}

  /** Finds them. One that no room provides, that asks for an unknown permission or whose id is taken stops the boot. */
  start(admins: readonly EntityAdmin[]): void {
    const declared = this.registry.pages();
    const types = declared.map(({ type }) => type);
    const pages = shownProviders(types, this.moduleRef, admins);
    this.placed = pages.map((page, index) => ({ group: declared[index]!.group, page }));
    const ids = this.placed.map(({ page }) => page.id);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice) throw new AdminDeclarationError(`"${twice}"`, 'two pages have this id.');
  }

  /** Those that this person may see. */
  visibleTo(staff: StaffUser): readonly PlacedPage[] {
    return this.placed.filter(({ page }) => isOneOf(page.view, staff));
  }

  /** @throws NotFoundError, ForbiddenError */
  find(id: string, staff: StaffUser): AdminPage {
    const found = this.placed.find(({ page }) => page.id === id);
    if (!found) throw new NotFoundError('The admin has no such page.');
    if (!isOneOf(found.page.view, staff)) throw new ForbiddenError('Your permissions do not cover this.');
    return found.page;
  }
}
