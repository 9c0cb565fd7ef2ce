import { Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ForbiddenError } from '../../core/http/app-error.js';
import { AdminRegistry } from '../admin-registry.js';
import type { OverviewAnswer, OverviewGroup, OverviewPanel } from '../answers/overview.answer.js';
import type { DashboardPanel } from '../dashboard-panel.js';
import { isOneOf } from '../entities/access-rules.js';
import type { EntityAdmin } from '../entities/entity-admin.js';
import { EntityCounts } from '../entities/entity-counts.js';
import { RecentActions } from '../entities/recent-actions.js';
import type { StaffUser } from '../staff-authenticator.js';
import { shownProviders } from './feature-providers.js';
import { pluralLabel } from './labels.js';

/** The start page: what this person may view, by section, the rooms' panels, and what was done lately. */
@Injectable()
export class Overview {
  private readonly logger = new Logger('Admin');
  private shownPanels: readonly DashboardPanel[] = [];

  constructor(
    private readonly registry: AdminRegistry,
    private readonly moduleRef: ModuleRef,
    private readonly counts: EntityCounts,
    private readonly recent: RecentActions,
  ) {}

  /** Finds the rooms' panels. One that no room provides, or that asks for an unknown permission, stops the boot. */
  start(admins: readonly EntityAdmin[]): void {
    this.shownPanels = shownProviders(this.registry.panels(), this.moduleRef, admins);
  }

  /** @param who whose actions are asked for: `everyone` is for superusers */
  async of(
    admins: readonly EntityAdmin[],
    staff: StaffUser,
    who: 'me' | 'everyone',
  ): Promise<OverviewAnswer> {
    if (who === 'everyone' && !staff.isSuperuser)
      throw new ForbiddenError("Everyone's actions are for superusers.");
    const visible = admins.filter((admin) => admin.allows(staff, 'view'));
    const [groups, panels, recent] = await Promise.all([
      this.groups(visible, staff),
      this.panels(staff),
      this.recent.of(visible, staff, who),
    ]);
    return { groups, panels, recent, mayAskForEveryone: staff.isSuperuser };
  }

  private async groups(visible: readonly EntityAdmin[], staff: StaffUser): Promise<OverviewGroup[]> {
    const counts = await this.counts.of(visible, staff);
    const groups = new Map<string, OverviewGroup>();
    for (const admin of visible) {
      const { name, icon } = admin.group;
      const group = groups.get(name) ?? { name, icon, entities: [] };
      group.entities.push({
        id: admin.id,
        label: pluralLabel(admin.id),
        count: counts.get(admin.id)!,
        mayAdd: admin.allows(staff, 'add'),
      });
      groups.set(name, group);
    }
    return [...groups.values()];
  }

  private panels(staff: StaffUser): Promise<OverviewPanel[]> {
    const visible = this.shownPanels.filter(({ view }) => isOneOf(view, staff));
    return Promise.all(
      visible.map(async (panel) => {
        try {
          return { title: panel.title, content: await panel.load(staff) };
        } catch (error) {
          this.logger.error(`The panel "${panel.title}" could not be loaded`, error);
          return { title: panel.title, content: null };
        }
      }),
    );
  }
}
