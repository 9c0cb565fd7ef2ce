import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { AppError } from '../../../core/http/app-error.js';
import type { FileKind } from '../file-kind.js';
import { ParserInterruptedError, UnreadableFileError } from '../parser.errors.js';
import type { UnreadableCode } from '../parser.errors.js';
import type { ReadCv } from '../read-cv.js';

/** What the child says: ready for work, the result, or why there is none. */
export interface ExtractionAnswer {
  ready?: true;
  cv?: ReadCv;
  failure?: UnreadableCode;
}

const TIME_LIMIT_MS = 10_000;
const HEAP_LIMIT_MB = 256;
/** Decompressed streams live outside of the heap; the operating system's count holds them too. */
const RESIDENT_LIMIT_BYTES = 512 * 1024 * 1024;
const WATCH_INTERVAL_MS = 100;
const PAGE_BYTES = 4096;

/** One child process that reads one file at a time. It never keeps the parent alive while idle. */
export class ExtractionWorker {
  private readonly child: ChildProcess;
  private readonly ready: Promise<void>;
  private settle: ((answer: ExtractionAnswer | Error) => void) | null = null;
  private started = false;
  private killed = false;
  /** Set once the child has gone; a new worker must take its place. */
  dead = false;

  constructor(childPath: string) {
    this.child = fork(childPath, [], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${HEAP_LIMIT_MB}`],
      env: { NODE_ENV: process.env.NODE_ENV },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.ready = new Promise((resolve) => {
      this.child.on('message', (message) => {
        const answer = message as ExtractionAnswer;
        if (answer.ready) {
          this.started = true;
          resolve();
        } else this.settle?.(answer);
      });
    });
    this.child.on('error', () => this.end(new ParserInterruptedError()));
    this.child.on('exit', (_code, signal) => this.end(reasonOf(signal)));
    this.idle();
  }

  get busy(): boolean {
    return this.settle !== null;
  }

  /**
   * @throws UnreadableFileError, also when time or memory run out, which ends the child; ParserInterruptedError when
   * somebody else ends it.
   */
  async run(kind: FileKind, bytes: Buffer): Promise<ReadCv> {
    const answer = await new Promise<ExtractionAnswer | Error>((resolve) => {
      const timer = setTimeout(() => this.kill(new UnreadableFileError('file_too_complex')), TIME_LIMIT_MS);
      const watch = setInterval(() => void this.checkMemory(), WATCH_INTERVAL_MS);
      this.settle = (result) => {
        clearTimeout(timer);
        clearInterval(watch);
        this.settle = null;
        this.idle();
        resolve(result);
      };
      this.child.ref();
      this.child.channel?.ref();
      void this.ready.then(() =>
        this.child.send({ kind, bytes }, (error) => {
          if (error) this.end(new ParserInterruptedError());
        }),
      );
    });
    if (answer instanceof Error) throw answer;
    if (!answer.cv) throw new UnreadableFileError(answer.failure ?? 'file_unreadable');
    return answer.cv;
  }

  /** Ends the child at once; a file in work is answered with `reason`. */
  kill(reason: AppError): void {
    this.killed = true;
    this.end(reason);
    this.child.kill('SIGKILL');
  }

  private end(reason: AppError): void {
    this.dead = true;
    this.settle?.(
      this.started || this.killed
        ? reason
        : new Error('The text extraction process did not start; run the build.'),
    );
  }

  private idle(): void {
    this.child.unref();
    this.child.channel?.unref();
  }

  /** Only Linux tells what another process holds; elsewhere the heap limit and the clock must do. */
  private async checkMemory(): Promise<void> {
    const statm = await readFile(`/proc/${this.child.pid}/statm`, 'utf8').catch(() => '');
    if (Number(statm.split(' ')[1] ?? 0) * PAGE_BYTES > RESIDENT_LIMIT_BYTES)
      this.kill(new UnreadableFileError('file_too_complex'));
  }
}

/** V8 aborts when the heap limit is reached. Signals of others, as of a system without memory, are not the file's fault. */
function reasonOf(signal: NodeJS.Signals | null): AppError {
  if (signal === 'SIGKILL' || signal === 'SIGTERM') return new ParserInterruptedError();
  return new UnreadableFileError(signal === 'SIGABRT' ? 'file_too_complex' : 'file_unreadable');
}
