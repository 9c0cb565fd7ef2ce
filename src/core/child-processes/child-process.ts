import { type ChildProcess as NodeProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import {
  ChildCrashedError,
  ChildInterruptedError,
  ChildMemoryError,
  ChildWorkError,
  HardTimeLimitError,
} from './child-process.errors.js';
import type { ChildAnswer, ChildWork } from './messages.js';

/** What a child process may take. */
export interface MemoryLimits {
  /** Of V8's heap, in MB. */
  heapMb: number;
  /** Of everything: buffers live outside of the heap, and the operating system's count holds them too. In MB. */
  residentMb: number;
}

/** How long a piece of work may take. */
export interface WorkLimits {
  /** Milliseconds after which the child is killed, from when it was given the work. */
  readonly hardTimeLimitMs: number;
  /** Kills the child at once; its `reason` is the error the work then ends with. */
  readonly signal?: AbortSignal;
}

const WATCH_INTERVAL_MS = 100;
const PAGE_BYTES = 4096;
const MB = 1024 ** 2;

/** One child process, which does one piece of work at a time. It never keeps its parent alive while idle. */
export class ChildProcess<Input, Output> {
  private readonly child: NodeProcess;
  private readonly ready: Promise<void>;
  private settle: ((answer: ChildAnswer<Output> | Error) => void) | null = null;
  private started = false;
  private killed = false;
  /** Set once the child has gone; a new one must take its place. */
  dead = false;

  /** @param path of a module that calls `serveParent` */
  constructor(
    private readonly path: string,
    private readonly memory: MemoryLimits,
  ) {
    this.child = fork(path, [], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${memory.heapMb}`],
      // Nothing of the service's configuration: its secrets are no business of what runs here.
      env: { NODE_ENV: process.env.NODE_ENV },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.ready = new Promise((resolve) => {
      this.child.on('message', (message) => {
        const answer = message as ChildAnswer<Output>;
        if (answer.ready) {
          this.started = true;
          resolve();
        } else this.settle?.(answer);
      });
    });
    this.child.on('error', () => this.end(new ChildInterruptedError()));
    this.child.on('exit', (code, signal) => this.end(this.reasonOf(code, signal)));
    this.idle();
  }

  get busy(): boolean {
    return this.settle !== null;
  }

  /**
   * Does one piece of work; the child must not be busy.
   * @throws ChildWorkError when it fails; HardTimeLimitError, ChildMemoryError, ChildInterruptedError or
   * ChildCrashedError when the child comes to its end over it, or the signal's reason.
   */
  async run(input: Input, { hardTimeLimitMs, signal }: WorkLimits): Promise<Output> {
    const answer = await new Promise<ChildAnswer<Output> | Error>((resolve) => {
      const kill = (): void => this.kill(signal!.reason as Error);
      const timer = setTimeout(() => this.kill(new HardTimeLimitError(hardTimeLimitMs)), hardTimeLimitMs);
      const watch = setInterval(() => void this.checkMemory(), WATCH_INTERVAL_MS);
      signal?.addEventListener('abort', kill);
      this.settle = (result) => {
        clearTimeout(timer);
        clearInterval(watch);
        signal?.removeEventListener('abort', kill);
        this.settle = null;
        this.idle();
        resolve(result);
      };
      this.child.ref();
      this.child.channel?.ref();
      void this.ready.then(() =>
        this.child.send({ input } satisfies ChildWork<Input>, (error) => {
          if (error) this.end(new ChildInterruptedError());
        }),
      );
    });
    if (answer instanceof Error) throw answer;
    if (!answer.result) throw new ChildWorkError(answer.thrown!);
    return answer.result.output;
  }

  /** Ends the child at once; what it was doing ends with `reason`. */
  kill(reason: Error): void {
    this.killed = true;
    this.end(reason);
    this.child.kill('SIGKILL');
  }

  private end(reason: Error): void {
    this.dead = true;
    const known = this.started || this.killed;
    this.settle?.(known ? reason : new Error(`The child process ${this.path} did not start; run the build.`));
  }

  private idle(): void {
    this.child.unref();
    this.child.channel?.unref();
  }

  /** Only Linux tells what another process holds; elsewhere the heap limit and the clock must do. */
  private async checkMemory(): Promise<void> {
    const statm = await readFile(`/proc/${this.child.pid}/statm`, 'utf8').catch(() => '');
    const resident = Number(statm.split(' ')[1] ?? 0) * PAGE_BYTES;
    if (resident > this.memory.residentMb * MB)
      this.kill(new ChildMemoryError(`${this.memory.residentMb} MB`));
  }

  /** V8 aborts when the heap limit is reached. Signals of others, as of a system without memory, are not the work's fault. */
  private reasonOf(code: number | null, signal: NodeJS.Signals | null): Error {
    if (signal === 'SIGKILL' || signal === 'SIGTERM') return new ChildInterruptedError();
    if (signal === 'SIGABRT') return new ChildMemoryError(`${this.memory.heapMb} MB of heap`);
    return new ChildCrashedError(signal ?? code);
  }
}
