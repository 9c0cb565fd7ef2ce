import { Injectable, type Type } from '@nestjs/common';
import { DataSource, type EntityMetadata } from 'typeorm';
import { ABILITIES, permissionName } from './abilities.js';
import type { AdminPage } from './admin-page.js';
import { AdminDeclarationError } from './admin.errors.js';
import type { DashboardPanel } from './dashboard-panel.js';
import { EntityAdmin } from './entities/entity-admin.js';
import { addInline } from './entities/entity-inline.js';
import { listingOf } from './entities/entity-listing.js';
import type { InlineDeclaration } from './options/inline-options.js';
import type { AnyAdminOptions, EntityClass, ModelAdminClass } from './model-admin.js';

/** What a room registers with `AdminModule.forFeature`. */
export interface AdminFeature {
  /** Section of the sidebar, e.g. `Payments`; in lower case the first part of the permission names. */
  group: string;
  /** Icon of the section, a name from Feather's set. */
  icon: string;
  /** Declarations, or entity classes where the defaults will do. */
  admins: readonly (ModelAdminClass | EntityClass)[];
  /** Panels of the start page, in order; providers of the room. */
  panels?: readonly Type<DashboardPanel>[];
  /** Rows that stand in the forms of other rooms' entities, each `under` one. */
  inlines?: readonly InlineDeclaration[];
  /** Pages about no single entity, in order; providers of the room. */
  pages?: readonly Type<AdminPage>[];
}

/** Where entities go that no room has registered. */
const OTHER = { name: 'Other', icon: 'Database' };

const isDeclaration = (admin: ModelAdminClass | EntityClass): admin is ModelAdminClass =>
  'entity' in admin && 'options' in admin;

/** Every room's declarations, and what they come to once the entities are known. */
@Injectable()
export class AdminRegistry {
  private readonly features: AdminFeature[] = [];

  register(feature: AdminFeature): void {
    if (!/^[A-Za-z]+$/.test(feature.group)) {
      throw new AdminDeclarationError(
        `"${feature.group}"`,
        'a group is one word, since permissions begin with it.',
      );
    }
    this.features.push(feature);
  }

  /** Every room's panels, sections by name, each in its own order. */
  panels(): Type<DashboardPanel>[] {
    return this.inOrder().flatMap(({ panels = [] }) => [...panels]);
  }

  /** Every room's pages with their sections, in the same order. */
  pages(): { group: { name: string; icon: string }; type: Type<AdminPage> }[] {
    return this.inOrder().flatMap(({ group, icon, pages = [] }) =>
      pages.map((type) => ({ group: { name: group, icon }, type })),
    );
  }

  /**
   * Resolves every declaration, groups by name, each in its own order; entities nobody registered follow with defaults.
   * An unknown field, a class that is no entity or a double registration is an `AdminDeclarationError`.
   */
  resolve(dataSource: DataSource): Map<string, EntityAdmin> {
    const resolved = new Map<string, EntityAdmin>();
    const add = (
      name: string,
      group: { name: string; icon: string },
      metadata: EntityMetadata,
      options: AnyAdminOptions,
    ): void => {
      if (resolved.has(metadata.tableName)) {
        throw new AdminDeclarationError(
          name,
          `${metadata.name} is already registered in the admin; remove one of the two.`,
        );
      }
      resolved.set(metadata.tableName, new EntityAdmin(name, group, metadata, options, dataSource, resolved));
    };
    for (const { group, icon, admins } of this.inOrder()) {
      for (const admin of admins) {
        const entity = isDeclaration(admin) ? admin.entity : admin;
        if (!dataSource.hasMetadata(entity)) {
          throw new AdminDeclarationError(admin.name, `${entity.name} is not an entity of this data source.`);
        }
        const options = isDeclaration(admin) ? admin.options : {};
        add(admin.name, { name: group, icon }, dataSource.getMetadata(entity), options);
      }
    }
    for (const metadata of dataSource.entityMetadatas) {
      const isTable = metadata.tableType === 'regular' || metadata.tableType === 'entity-child';
      if (isTable && !resolved.has(metadata.tableName)) add(metadata.name, OTHER, metadata, {});
    }
    for (const admin of resolved.values())
      for (const inline of admin.options.inlines ?? []) addInline(admin, inline);
    for (const inline of this.inOrder().flatMap(({ inlines = [] }) => inlines))
      addInline(this.parentOf(inline, resolved), inline);
    const groups = [...resolved.values()].map((admin) => ({ id: admin.id, group: admin.group.name }));
    const permissions = groups.flatMap(({ id, group }) =>
      ABILITIES.map((ability) => permissionName(group, ability, id)),
    );
    for (const admin of resolved.values()) {
      admin.requirePermissions(new Set(permissions));
      listingOf(admin);
    }
    return resolved;
  }

  private parentOf(
    { entity, options: { under } }: InlineDeclaration,
    resolved: ReadonlyMap<string, EntityAdmin>,
  ): EntityAdmin {
    const parent = [...resolved.values()].find(({ metadata }) => under && metadata.target === under);
    if (parent) return parent;
    throw new AdminDeclarationError(`the inline ${entity.name}`, 'say under which entity it stands.');
  }

  private inOrder(): AdminFeature[] {
    return [...this.features].sort((a, b) => a.group.localeCompare(b.group));
  }
}
