import { type DynamicModule, Global, Module } from '@nestjs/common';
import { AdminModule } from './admin/admin.module.js';
import { StaffAuthenticator } from './admin/staff-authenticator.js';
import type { AppConfig } from './core/config/app-config.js';
import { CoreModule } from './core/core.module.js';
import type { DatabaseUse } from './core/database/database-options.js';
import { PlanLimits } from './core/limits/plan-limits.js';
import { CvModule } from './cv/cv.module.js';
import { PaymentsModule } from './payments/payments.module.js';
import { SubscriptionBilling } from './payments/subscription-billing.service.js';
import { SubscriptionPlanLimits } from './payments/subscription-plan-limits.service.js';
import { BillingSummary } from './users/billing-summary.js';
import { DatabaseStaffAuthenticator } from './users/staff/database-staff-authenticator.js';
import { UsersModule } from './users/users.module.js';

/** Binds the ports that a lower room declares to the higher room that knows the answer. */
@Global()
@Module({
  imports: [UsersModule, PaymentsModule],
  providers: [
    { provide: StaffAuthenticator, useExisting: DatabaseStaffAuthenticator },
    { provide: BillingSummary, useExisting: SubscriptionBilling },
    { provide: PlanLimits, useExisting: SubscriptionPlanLimits },
  ],
  exports: [StaffAuthenticator, BillingSummary, PlanLimits],
})
class PortsModule {}

/** The whole service; the admin site only where HTTP is served. */
@Module({})
export class AppModule {
  static async forRoot(config: AppConfig, databaseUrl: string, use: DatabaseUse): Promise<DynamicModule> {
    return {
      module: AppModule,
      imports: [
        CoreModule.forRoot(config, databaseUrl, use),
        PortsModule,
        UsersModule,
        PaymentsModule,
        CvModule,
        ...(use === 'request' ? [await AdminModule.forRoot()] : []),
      ],
    };
  }
}
