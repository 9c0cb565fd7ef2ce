import { Global, Module } from '@nestjs/common';
import { RedisCheck } from './redis.check.js';
import { Redis } from './redis.service.js';

/** Redis, where `REDIS_URL` names one. */
@Global()
@Module({ providers: [Redis, RedisCheck], exports: [Redis] })
export class RedisModule {}
