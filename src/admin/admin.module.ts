import { type DynamicModule, Inject, Module } from '@nestjs/common';
import { type AdminFeature, AdminRegistry } from './admin-registry.js';
import { AdminRegistryModule } from './admin-registry.module.js';
import { AdminSessionAdmin } from './core/admin-session.admin.js';
import { JobsPanel } from './core/jobs.panel.js';
import { EmailMessageAdmin } from './core/email-message.admin.js';
import { IdempotencyKeyAdmin } from './core/idempotency-key.admin.js';
import { IpBlockAdmin } from './core/ip-block.admin.js';
import { LogEntryAdmin } from './core/log-entry.admin.js';
import { OutboxMessageAdmin } from './core/outbox-message.admin.js';
import { PeriodicTaskAdmin } from './core/periodic-task.admin.js';
import { ProcessedEffectAdmin } from './core/processed-effect.admin.js';
import { TaskRateAdmin } from './core/task-rate.admin.js';
import { RateLimitAdmin } from './core/rate-limit.admin.js';
import { SettingAdmin } from './core/setting.admin.js';
import { StoredFileAdmin } from './core/stored-file.admin.js';
import { TaskMonitorPage } from './core/task-monitor.page.js';
import { TaskResultAdmin } from './core/task-result.admin.js';
import { UsageRecordAdmin } from './core/usage-record.admin.js';

/** The platform's own entities; core itself knows nothing of the admin. */
const CORE: AdminFeature = {
  group: 'Core',
  icon: 'Server',
  admins: [
    SettingAdmin,
    PeriodicTaskAdmin,
    TaskResultAdmin,
    TaskRateAdmin,
    EmailMessageAdmin,
    StoredFileAdmin,
    LogEntryAdmin,
    IpBlockAdmin,
    RateLimitAdmin,
    UsageRecordAdmin,
    OutboxMessageAdmin,
    ProcessedEffectAdmin,
    IdempotencyKeyAdmin,
    AdminSessionAdmin,
  ],
  panels: [JobsPanel],
  pages: [TaskMonitorPage],
};

const FEATURE = Symbol('admin feature');

@Module({})
class AdminFeatureModule {
  constructor(@Inject(FEATURE) feature: AdminFeature, registry: AdminRegistry) {
    registry.register(feature);
  }
}

/** The admin site: `forFeature` in every room, `forRoot` once where HTTP is served. */
@Module({})
export class AdminModule {
  /** Registers a room's entities. Cheap: adminjs is not loaded by it. */
  static forFeature(feature: AdminFeature): DynamicModule {
    return {
      module: AdminFeatureModule,
      imports: [AdminRegistryModule],
      providers: [{ provide: FEATURE, useValue: feature }],
    };
  }

  /** Serves the site at `/admin`. The host is imported only here, since adminjs costs a worker 115 MB for nothing. */
  static async forRoot(): Promise<DynamicModule> {
    const { AdminHostModule } = await import('./host/admin-host.module.js');
    return { module: AdminModule, imports: [AdminHostModule, AdminModule.forFeature(CORE)] };
  }
}
