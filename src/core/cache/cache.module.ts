import { Global, Module } from '@nestjs/common';
import { Redis } from '../redis/redis.service.js';
import { CacheBackend } from './cache-backend.js';
import { CacheStatistics } from './cache-statistics.js';
import { CacheTriggersCheck } from './cache-triggers.check.js';
import { Cache } from './cache.service.js';
import { ChangeListener } from './change-listener.js';
import { EntityChanges } from './entity-changes.service.js';
import { MemoryBackend } from './memory.backend.js';
import { RedisBackend } from './redis.backend.js';

/** What is remembered between requests. */
@Global()
@Module({
  providers: [
    Cache,
    CacheStatistics,
    CacheTriggersCheck,
    ChangeListener,
    EntityChanges,
    {
      provide: CacheBackend,
      inject: [Redis],
      useFactory: (redis: Redis): CacheBackend =>
        redis.configured ? new RedisBackend(redis) : new MemoryBackend(),
    },
  ],
  exports: [Cache, CacheStatistics, EntityChanges],
})
export class CacheModule {}
