import { type FactoryProvider, Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Redis } from '../redis/redis.service.js';
import { BlockedNetworks } from './blocked-networks.service.js';
import { IpBlocks } from './ip-blocks.service.js';
import { LimitCounts } from './limit-counts.service.js';
import { LimitStore } from './limit-store.js';
import { LoginThrottle } from './login-throttle.service.js';
import { PlanAllowances } from './plan-allowances.service.js';
import { PostgresLimitStore } from './postgres-limit-store.js';
import { DailyQuotas } from './quotas/daily-quotas.service.js';
import { RedisLimitStore } from './redis-limit-store.js';
import { RequestLimits } from './request-limits.service.js';
import { SharedWindows } from './shared-windows.service.js';
import { SweepLimitsJob } from './sweep-limits.job.js';

const store: FactoryProvider<LimitStore> = {
  provide: LimitStore,
  inject: [DataSource, Redis],
  useFactory: (dataSource: DataSource, redis: Redis) =>
    redis.configured ? new RedisLimitStore(redis) : new PostgresLimitStore(dataSource),
};

/** How often the service may be asked, and by whom not at all. */
@Global()
@Module({
  providers: [
    BlockedNetworks,
    DailyQuotas,
    IpBlocks,
    LimitCounts,
    LoginThrottle,
    PlanAllowances,
    RequestLimits,
    SharedWindows,
    store,
    SweepLimitsJob,
  ],
  exports: [DailyQuotas, LoginThrottle, PlanAllowances, RequestLimits],
})
export class LimitsModule {}
