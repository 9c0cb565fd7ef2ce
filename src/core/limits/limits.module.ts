import { Global, Module } from '@nestjs/common';
import { BlockedNetworks } from './blocked-networks.service.js';
import { IpBlocks } from './ip-blocks.service.js';
import { LimitCounts } from './limit-counts.service.js';
import { LimitStore } from './limit-store.service.js';
import { LoginThrottle } from './login-throttle.service.js';
import { PlanAllowances } from './plan-allowances.service.js';
import { RequestLimits } from './request-limits.service.js';
import { SharedWindows } from './shared-windows.service.js';
import { SweepLimitsJob } from './sweep-limits.job.js';

/** How often the service may be asked, and by whom not at all. */
@Global()
@Module({
  providers: [
    BlockedNetworks,
    IpBlocks,
    LimitCounts,
    LimitStore,
    LoginThrottle,
    PlanAllowances,
    RequestLimits,
    SharedWindows,
    SweepLimitsJob,
  ],
  exports: [LoginThrottle, PlanAllowances, RequestLimits],
})
export class LimitsModule {}
