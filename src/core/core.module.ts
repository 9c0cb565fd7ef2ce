import { type DynamicModule, Global, Module } from '@nestjs/common';
import { AuditLog } from './audit/audit-log.service.js';
import { CacheModule } from './cache/cache.module.js';
import type { AppConfig } from './config/app-config.js';
import { ConfigModule } from './config/config.module.js';
import type { DatabaseUse } from './database/database-options.js';
import { DatabaseModule } from './database/database.module.js';
import { HealthController } from './health/health.controller.js';
import { HealthService } from './health/health.service.js';
import { Lifecycle } from './health/lifecycle.js';
import { HomeController } from './http/home.controller.js';
import { IdempotencyModule } from './http/idempotency/idempotency.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { LimitsModule } from './limits/limits.module.js';
import { ListsModule } from './lists/lists.module.js';
import { MailModule } from './mail/mail.module.js';
import { ObservabilityModule } from './observability/observability.module.js';
import { RedisModule } from './redis/redis.module.js';
import { StorageModule } from './storage/storage.module.js';

/** The platform every room stands on. */
@Global()
@Module({})
export class CoreModule {
  static forRoot(config: AppConfig, databaseUrl: string, use: DatabaseUse): DynamicModule {
    return {
      module: CoreModule,
      imports: [
        CacheModule,
        ConfigModule.forRoot(config),
        DatabaseModule.forRoot(databaseUrl, use),
        IdempotencyModule,
        JobsModule,
        LimitsModule,
        ListsModule,
        MailModule,
        ObservabilityModule,
        RedisModule,
        StorageModule,
      ],
      controllers: [HealthController, HomeController],
      providers: [AuditLog, HealthService, Lifecycle],
      exports: [AuditLog, Lifecycle],
    };
  }
}
