import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics.service.js';

/** What operators see of a running process. */
@Global()
@Module({ providers: [Metrics], exports: [Metrics] })
export class ObservabilityModule {}
