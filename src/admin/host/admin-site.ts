import { Injectable } from '@nestjs/common';
import AdminJS from 'adminjs';
import { DataSource } from 'typeorm';
import { AdminRegistry } from '../admin-registry.js';
import type { EntityAdmin } from '../entities/entity-admin.js';
import { RowSavers } from '../entities/row-savers.service.js';
import { AdminPages } from './admin-pages.js';
import { Overview } from './overview.js';
import { SITE_OPTIONS } from './site-options.js';

/** What the rooms registered, and the AdminJS instance in whose frame it is shown. */
@Injectable()
export class AdminSite {
  /** Every entity's admin by the name in addresses; once the site is built. */
  admins: ReadonlyMap<string, EntityAdmin> = new Map();

  constructor(
    private readonly registry: AdminRegistry,
    private readonly dataSource: DataSource,
    private readonly savers: RowSavers,
    private readonly overview: Overview,
    private readonly pages: AdminPages,
  ) {}

  /** @throws AdminDeclarationError where a declaration cannot be. */
  build(): AdminJS {
    this.admins = this.registry.resolve(this.dataSource);
    this.savers.require(this.admins.values());
    this.overview.start([...this.admins.values()]);
    this.pages.start([...this.admins.values()]);
    return new AdminJS(SITE_OPTIONS);
  }
}
