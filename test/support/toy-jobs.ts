import { HardTimeLimitError } from '../../src/core/child-processes/child-process.errors.js';
import { ChildPool } from '../../src/core/child-processes/child-pool.js';
import { requestContext } from '../../src/core/http/request-context.js';
import { Job } from '../../src/core/jobs/job.js';
import type { JobRun } from '../../src/core/jobs/job-run.js';
import { type ChildWorkKind, WORKING_CHILD } from './child-work.js';

/** What `ToyJob` never tries again. */
class RefusedError extends Error {}

type Toy = { name: string; fails?: number; waits?: string; compensationFails?: number };

/** Does what its payload says, and remembers it. */
export class ToyJob extends Job<Toy> {
  static readonly jobName: string = 'toy';
  override readonly retry = { attempts: 3, backoffMs: 10, never: [RefusedError] };
  readonly seen: string[] = [];
  readonly failed: string[] = [];
  readonly previous: unknown[] = [];
  requestId: string | undefined;
  open = (): void => undefined;
  readonly gate = new Promise<void>((resolve) => (this.open = resolve));

  override async perform({ name, fails = 0, waits }: Toy, run: JobRun): Promise<object> {
    this.seen.push(name);
    this.requestId = requestContext()?.requestId;
    this.previous.push(...(await run.previous()));
    if (waits === 'signal')
      await new Promise((_, reject) =>
        run.signal.addEventListener('abort', () => reject(run.signal.reason as Error)),
      );
    if (waits === 'gate') {
      await run.progress(40);
      await this.gate;
    }
    if (fails < 0) throw new RefusedError('never again');
    if (run.attempt <= fails) throw new Error(`failure ${run.attempt}`);
    return { name };
  }

  override async onFailed({ name, compensationFails = 0 }: Toy, error: Error): Promise<void> {
    this.failed.push(`${name}: ${error.message}`);
    if (this.failed.length <= compensationFails) throw new Error(`compensation ${this.failed.length}`);
  }
}
export class HastyJob extends ToyJob {
  static override readonly jobName = 'hasty';
  override readonly timeLimitMs = 100;
}
export class PacedJob extends ToyJob {
  static override readonly jobName = 'paced';
  override readonly rateLimit = { starts: 10, perMs: 1_000 };
}
export class MailJob extends ToyJob {
  static override readonly jobName = 'mail';
  static override readonly queue = 'mail';
}
/** Has its work done in a child process; with a limit that leaves a child the time to start. */
export class ChildJob extends Job<{ kind: ChildWorkKind }> {
  static readonly jobName = 'child';
  override readonly retry = { attempts: 2, backoffMs: 10, never: [HardTimeLimitError] };
  override readonly hardTimeLimitMs = 1_500;
  readonly failed: string[] = [];
  readonly pool = new ChildPool<ChildWorkKind, number>({
    ...{ path: WORKING_CHILD, maxChildren: 1, heapMb: 64, residentMb: 512 },
  });

  override async perform({ kind }: { kind: ChildWorkKind }, run: JobRun): Promise<object> {
    return { pid: await this.pool.run(kind, run) };
  }

  override async onFailed({ kind }: { kind: ChildWorkKind }, error: Error): Promise<void> {
    this.failed.push(`${kind}: ${error.name}`);
  }
}
