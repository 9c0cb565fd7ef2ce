import { type INestApplicationContext, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppConfig } from '../config/app-config.js';

/** Sends traces of this process to the endpoint that is configured; without one OpenTelemetry is not even loaded. */
@Injectable()
export class Tracing implements OnApplicationShutdown {
  private stop: (() => Promise<void>) | undefined;

  constructor(private readonly config: AppConfig) {}

  /** Begins with it in an HTTP service. To be called before routes are made and before other hooks. */
  async startInService(app: NestFastifyApplication): Promise<void> {
    if (!(await this.start(app, 'cv-improver-service'))) return;
    const { traceRequests } = await import('./otlp/trace-requests.js');
    traceRequests(app);
  }

  /** Begins with it in a worker. */
  async startInWorker(app: INestApplicationContext): Promise<void> {
    await this.start(app, 'cv-improver-worker');
  }

  /** Sends the last spans, when the work of the process is done. */
  async onApplicationShutdown(): Promise<void> {
    await this.stop?.();
  }

  private async start(app: INestApplicationContext, name: string): Promise<boolean> {
    if (!this.config.traces) return false;
    const { startOtlp } = await import('./otlp/start-otlp.js');
    this.stop = startOtlp(app, this.config.traces.endpoint, name);
    return true;
  }
}
