import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AdminRegistryModule } from '../admin-registry.module.js';
import { JobsPanel } from '../core/jobs.panel.js';
import { DeletionPlanner } from '../entities/deletion-planner.js';
import { EntityDeleter } from '../entities/entity-deleter.js';
import { EntityCounts } from '../entities/entity-counts.js';
import { ChangeTexts } from '../entities/change-texts.js';
import { HistoryReader } from '../entities/history-reader.js';
import { EntityReader } from '../entities/entity-reader.js';
import { EntityWriter } from '../entities/entity-writer.js';
import { RecentActions } from '../entities/recent-actions.js';
import { AdminSessions } from '../sessions/admin-sessions.service.js';
import { BulkDeletePage, DeletePage } from './actions/delete.actions.js';
import { HistoryPage } from './actions/history.action.js';
import { RowSelection } from './actions/row-selection.js';
import { AdminSite } from './admin-site.js';
import { FastifyLoader } from './fastify-loader.js';
import { LoginRoutes } from './login-routes.js';
import { Overview } from './overview.js';

/** Serves the admin; loaded only where HTTP is served. */
@Module({
  imports: [AdminRegistryModule],
  providers: [
    AdminSessions,
    AdminSite,
    BulkDeletePage,
    DeletePage,
    DeletionPlanner,
    EntityCounts,
    ChangeTexts,
    EntityDeleter,
    EntityReader,
    EntityWriter,
    FastifyLoader,
    JobsPanel,
    HistoryPage,
    HistoryReader,
    LoginRoutes,
    Overview,
    RecentActions,
    RowSelection,
  ],
})
export class AdminHostModule implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly site: AdminSite,
    private readonly loader: FastifyLoader,
  ) {}

  // Not @adminjs/nestjs's own module: that one starts a bundler that watches files.
  async onModuleInit(): Promise<void> {
    await this.loader.register(this.site.build(), this.adapterHost.httpAdapter);
  }
}
