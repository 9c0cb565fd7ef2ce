import { ChildInterruptedError, ChildPoolFullError } from './child-process.errors.js';
import { ChildProcess, type MemoryLimits, type WorkLimits } from './child-process.js';

export interface ChildPoolOptions extends MemoryLimits {
  /** The compiled module the children run; it calls `serveParent`. */
  path: string;
  maxChildren: number;
  /** How many pieces of work may wait for a child; any number unless said otherwise. */
  maxWaiting?: number;
}

/**
 * Work in child processes that can be killed, one piece at a time in each. The first child is started when it is
 * needed and stays, further ones are started under load; a child that died is replaced by the next call.
 */
export class ChildPool<Input, Output> {
  private children: ChildProcess<Input, Output>[] = [];
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly options: ChildPoolOptions) {}

  /** Starts the first child, so that the first work finds it ready. */
  warmUp(): void {
    if (this.children.length === 0) this.start();
  }

  /** @throws ChildPoolFullError when too much waits; what {@link ChildProcess.run} throws. */
  async run(input: Input, limits: WorkLimits): Promise<Output> {
    limits.signal?.throwIfAborted();
    let child = this.freeChild();
    const { maxWaiting = Infinity } = this.options;
    if (!child && this.waiting.length >= maxWaiting) throw new ChildPoolFullError(maxWaiting);
    while (!child) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
      child = this.freeChild();
    }
    try {
      limits.signal?.throwIfAborted(); // it may have waited for long
      return await child.run(input, limits);
    } finally {
      this.waiting.shift()?.();
    }
  }

  /** Ends all children; what they were doing ends as interrupted. The pool may be used again afterwards. */
  close(): void {
    for (const child of this.children) child.kill(new ChildInterruptedError());
    this.children = [];
  }

  private freeChild(): ChildProcess<Input, Output> | undefined {
    this.children = this.children.filter((child) => !child.dead);
    const free = this.children.find((child) => !child.busy);
    return free ?? (this.children.length < this.options.maxChildren ? this.start() : undefined);
  }

  private start(): ChildProcess<Input, Output> {
    const child = new ChildProcess<Input, Output>(this.options.path, this.options);
    this.children.push(child);
    return child;
  }
}
