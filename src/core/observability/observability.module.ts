import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics.service.js';
import { Tracing } from './tracing.service.js';

/** What operators see of a running process. */
@Global()
@Module({ providers: [Metrics, Tracing] })
export class ObservabilityModule {}
