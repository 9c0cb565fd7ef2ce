import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ChildPool } from '../../../core/child-processes/child-pool.js';
import type { WorkLimits } from '../../../core/child-processes/child-process.js';
import { compiledPath } from '../../../core/child-processes/compiled-path.js';
import { Improver, type ImproveInput, type ImproveResult } from '../improver.js';
import { LocalImprover } from './local-improver.js';

/**
 * The local engine in a child process: it computes without a pause, and a worker that computed itself would neither run
 * its other jobs meanwhile nor keep its locks. The first improvement starts the child.
 */
@Injectable()
export class BackgroundImprover extends Improver implements OnApplicationShutdown {
  private readonly engine = new LocalImprover();
  readonly provider = this.engine.provider;
  readonly engineVersion = this.engine.engineVersion;

  private readonly pool = new ChildPool<ImproveInput, ImproveResult>({
    path: compiledPath('./improve.child.js', import.meta.url),
    maxChildren: 2,
    heapMb: 256,
    residentMb: 512,
  });

  onApplicationShutdown(): void {
    this.pool.close();
  }

  /** @throws what `ChildPool.run` does. */
  improve(input: ImproveInput, limits: WorkLimits): Promise<ImproveResult> {
    return this.pool.run(input, limits);
  }
}
