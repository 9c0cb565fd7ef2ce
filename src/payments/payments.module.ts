import { Module } from '@nestjs/common';
import { AdminModule } from '../admin/admin.module.js';
import { Inline } from '../admin/options/inline-options.js';
import { User } from '../users/user.entity.js';
import { UsersModule } from '../users/users.module.js';
import { CurrentPlans } from './current-plans.service.js';
import { PlanGrantAdmin } from './plan-grant.admin.js';
import { PlanGrant } from './plan-grant.entity.js';
import { PlanCatalogue } from './plan-catalogue.service.js';
import { PlanChanges } from './plan-changes.service.js';
import { PlanGrants } from './plan-grants.service.js';
import { PlanAdmin } from './plan.admin.js';
import { PlansController } from './plans.controller.js';
import { PlansSeed } from './plans-seed.service.js';
import { PlansService } from './plans.service.js';
import { PriceAdmin } from './price.admin.js';
import { RateLimitsController } from './rate-limits/rate-limits.controller.js';
import { RateLimits } from './rate-limits/rate-limits.service.js';
import { StripeCustomerAdmin } from './stripe-customer.admin.js';
import { SubscriptionAdmin } from './subscription.admin.js';
import { SubscriptionBilling } from './subscription-billing.service.js';
import { SubscriptionPlanLimits } from './subscription-plan-limits.service.js';

/** Plans, prices and subscriptions. */
@Module({
  imports: [
    UsersModule,
    AdminModule.forFeature({
      group: 'Payments',
      icon: 'CreditCard',
      admins: [PlanAdmin, PriceAdmin, SubscriptionAdmin, PlanGrantAdmin, StripeCustomerAdmin],
      inlines: [Inline(PlanGrant, { under: User, fields: ['plan', 'until', 'reason'] })],
    }),
  ],
  controllers: [PlansController, RateLimitsController],
  providers: [
    CurrentPlans,
    PlanCatalogue,
    PlanChanges,
    PlanGrants,
    PlansSeed,
    PlansService,
    RateLimits,
    SubscriptionBilling,
    SubscriptionPlanLimits,
  ],
  exports: [PlanGrants, PlansSeed, SubscriptionBilling, SubscriptionPlanLimits],
})
export class PaymentsModule {}
