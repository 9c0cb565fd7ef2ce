import { Global, Module } from '@nestjs/common';
import { Idempotency } from './idempotency.service.js';
import { SweepIdempotencyKeysJob } from './sweep-idempotency-keys.job.js';

/** Requests that may be sent again. */
@Global()
@Module({ providers: [Idempotency, SweepIdempotencyKeysJob], exports: [Idempotency] })
export class IdempotencyModule {}
