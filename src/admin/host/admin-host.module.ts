import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AdminRegistryModule } from '../admin-registry.module.js';
import { ResendEmails } from '../core/resend-emails.action.js';
import { TASK_PROVIDERS } from '../core/task-providers.js';
import { DeletionPlanner } from '../entities/deletion-planner.js';
import { EntityDeleter } from '../entities/entity-deleter.js';
import { EntityCounts } from '../entities/entity-counts.js';
import { ChangeTexts } from '../entities/change-texts.js';
import { FormWriter } from '../entities/form-writer.service.js';
import { InlineRows } from '../entities/inline-rows.service.js';
import { InlineWriter } from '../entities/inline-writer.service.js';
import { HistoryReader } from '../entities/history-reader.js';
import { EntityReader } from '../entities/entity-reader.js';
import { EntityWriter } from '../entities/entity-writer.js';
import { RecentActions } from '../entities/recent-actions.js';
import { LinkRows } from '../entities/link-rows.service.js';
import { LinkWriter } from '../entities/link-writer.service.js';
import { ReferenceCheck } from '../entities/reference-check.service.js';
import { ReferenceOptions } from '../entities/reference-options.service.js';
import { RowSavers } from '../entities/row-savers.service.js';
import { RowActionRunner } from '../entities/row-action-runner.js';
import { AdminSessions } from '../sessions/admin-sessions.service.js';
import { BulkDeletePage, DeletePage } from './actions/delete.actions.js';
import { HistoryPage } from './actions/history.action.js';
import { BulkRunPage, RunPage } from './actions/run.actions.js';
import { ListPage } from './actions/list.action.js';
import { PeriodsPage } from './actions/periods.action.js';
import { RowSelection } from './actions/row-selection.js';
import { EditPage, NewPage, ShowPage } from './actions/form.actions.js';
import { SearchPage } from './actions/search.action.js';
import { AdminPages } from './admin-pages.js';
import { AdminSite } from './admin-site.js';
import { ExportPage } from './exports/export.action.js';
import { FastifyLoader } from './fastify-loader.js';
import { EntityForms } from './forms/entity-forms.service.js';
import { Suggestions } from './forms/suggestions.service.js';
import { FormTokens } from './forms/form-tokens.service.js';
import { InlineForms } from './forms/inline-forms.service.js';
import { LoginRoutes } from './login-routes.js';
import { Overview } from './overview.js';

/** Serves the admin; loaded only where HTTP is served. */
@Module({
  imports: [AdminRegistryModule],
  providers: [
    ...TASK_PROVIDERS,
    AdminPages,
    AdminSessions,
    AdminSite,
    BulkDeletePage,
    ChangeTexts,
    BulkRunPage,
    DeletePage,
    DeletionPlanner,
    EditPage,
    EntityCounts,
    EntityDeleter,
    EntityForms,
    EntityReader,
    EntityWriter,
    ExportPage,
    FastifyLoader,
    FormTokens,
    FormWriter,
    HistoryPage,
    HistoryReader,
    InlineForms,
    InlineRows,
    InlineWriter,
    LinkRows,
    LinkWriter,
    ListPage,
    LoginRoutes,
    NewPage,
    Overview,
    PeriodsPage,
    RecentActions,
    ReferenceCheck,
    ReferenceOptions,
    ResendEmails,
    RowSavers,
    RowSelection,
    SearchPage,
    ShowPage,
    Suggestions,
    RowActionRunner,
    RunPage,
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
