import { Injectable } from '@nestjs/common';
import AdminJS, { type ActionRequest, type ResourceWithOptions } from 'adminjs';
import { DataSource } from 'typeorm';
import { AdminRegistry } from '../admin-registry.js';
import type { EntityAdmin } from '../entities/entity-admin.js';
import { EntityReader } from '../entities/entity-reader.js';
import { RowSavers } from '../entities/row-savers.service.js';
import type { StaffUser } from '../staff-authenticator.js';
import { ADMIN_PATH } from './admin-paths.js';
import { Overview } from './overview.js';
import { entityActions } from './entity-actions.js';
import { EntityResource } from './entity-resource.js';
import { pluralLabel } from './labels.js';

/** Builds the AdminJS instance from what the rooms registered. */
@Injectable()
export class AdminSite {
  constructor(
    private readonly registry: AdminRegistry,
    private readonly dataSource: DataSource,
    private readonly reader: EntityReader,
    private readonly savers: RowSavers,
    private readonly overview: Overview,
  ) {}

  build(): AdminJS {
    const admins = this.registry.resolve(this.dataSource);
    this.overview.start([...admins.values()]);
    this.savers.require(admins.values());
    return new AdminJS({
      rootPath: ADMIN_PATH,
      loginPath: `${ADMIN_PATH}/login`,
      logoutPath: `${ADMIN_PATH}/logout`,
      branding: { companyName: 'CV Improver', logo: false, withMadeWithLove: false },
      locale: { language: 'en', availableLanguages: ['en'] },
      settings: { defaultPerPage: 25 },
      dashboard: {
        component: 'Overview',
        handler: (request: ActionRequest, _response: unknown, { currentAdmin }: { currentAdmin?: unknown }) =>
          this.overview.of(
            [...admins.values()],
            currentAdmin as StaffUser,
            request.query?.['who'] === 'everyone' ? 'everyone' : 'me',
          ),
      },
      resources: [...admins.values()].map((admin) => this.resource(admin)),
    });
  }

  private resource(admin: EntityAdmin): ResourceWithOptions {
    const resource = new EntityResource(admin, this.reader);
    const fields = [...admin.fields.values()];
    const sort = admin.ordering[0];
    const properties = fields.map((field) => [
      field.name,
      {
        isDisabled: !field.insertable && !field.updatable,
        props: field.kind === 'date' && !field.isArray ? { type: 'date' } : {},
      },
    ]);
    return {
      resource,
      options: {
        navigation: admin.group,
        titleProperty: admin.title.name,
        showProperties: fields.filter((field) => field.kind !== 'binary').map((field) => field.name),
        editProperties: fields
          .filter((field) => field.insertable || field.updatable)
          .map((field) => field.name),
        ...(sort && { sort: { sortBy: sort.field.name, direction: sort.descending ? 'desc' : 'asc' } }),
        properties: Object.fromEntries(properties),
        actions: entityActions(resource),
        translations: {
          en: {
            labels: { [admin.id]: pluralLabel(admin.id) },
            properties: Object.fromEntries(fields.map((field) => [field.name, field.label])),
          },
        },
      },
    } as ResourceWithOptions;
  }
}
