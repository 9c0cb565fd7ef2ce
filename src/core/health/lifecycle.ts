import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Knows when the process has begun to shut down, so that it is taken out of rotation and long waits end. */
@Injectable()
export class Lifecycle implements OnModuleDestroy {
  private readonly controller = new AbortController();

  /** Aborts when the shutdown begins. */
  readonly shutdown: AbortSignal = this.controller.signal;

  onModuleDestroy(): void {
    this.controller.abort();
  }
}
