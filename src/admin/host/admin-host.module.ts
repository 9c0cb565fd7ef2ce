import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AdminRegistryModule } from '../admin-registry.module.js';
import { EntityReader } from '../entities/entity-reader.js';
import { EntityWriter } from '../entities/entity-writer.js';
import { AdminSessions } from '../sessions/admin-sessions.service.js';
import { AdminSite } from './admin-site.js';
import { FastifyLoader } from './fastify-loader.js';
import { LoginRoutes } from './login-routes.js';
import { Overview } from './overview.js';

/** Serves the admin; loaded only where HTTP is served. */
@Module({
  imports: [AdminRegistryModule],
  providers: [AdminSessions, AdminSite, EntityReader, EntityWriter, FastifyLoader, LoginRoutes, Overview],
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
