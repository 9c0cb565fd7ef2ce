import { Global, Module } from '@nestjs/common';
import { Redis } from './redis.service.js';

/** Redis, where `REDIS_URL` names one. */
@Global()
@Module({ providers: [Redis], exports: [Redis] })
export class RedisModule {}
