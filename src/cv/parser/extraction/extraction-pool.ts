import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { FileKind } from '../file-kind.js';
import { ParserBusyError, ParserInterruptedError } from '../parser.errors.js';
import { ExtractionWorker } from './extraction-worker.js';
import type { ReadCv } from '../read-cv.js';

const MAX_WORKERS = 2;
/** Files that wait for a child; at ten seconds a file the last one waits less than two minutes. */
const MAX_WAITING = 20;

/**
 * Reads CVs in child processes that can be killed: 10 s, 256 MB of heap and 200 pages per file. One child is
 * kept warm, a second one is started under load; a child that died is replaced by the next call.
 */
@Injectable()
export class ExtractionPool implements OnApplicationShutdown {
  private workers: ExtractionWorker[] = [];
  private readonly waiting: (() => void)[] = [];

  onApplicationShutdown(): void {
    this.close();
  }

  /** Starts the first child, so that the first file finds it ready. */
  warmUp(): void {
    if (this.workers.length === 0) this.start();
  }

  /** @throws UnreadableFileError when the file cannot be read within the limits, ParserBusyError when too many wait. */
  async read(kind: FileKind, bytes: Buffer): Promise<ReadCv> {
    let worker = this.freeWorker();
    if (!worker && this.waiting.length >= MAX_WAITING) throw new ParserBusyError();
    while (!worker) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
      worker = this.freeWorker();
    }
    try {
      return await worker.run(kind, bytes);
    } finally {
      this.waiting.shift()?.();
    }
  }

  /** Ends all children; files in work are answered as interrupted. The pool may be used again afterwards. */
  close(): void {
    for (const worker of this.workers) worker.kill(new ParserInterruptedError());
    this.workers = [];
  }

  private freeWorker(): ExtractionWorker | undefined {
    this.workers = this.workers.filter((worker) => !worker.dead);
    const free = this.workers.find((worker) => !worker.busy);
    return free ?? (this.workers.length < MAX_WORKERS ? this.start() : undefined);
  }

  private start(): ExtractionWorker {
    const worker = new ExtractionWorker(childPath(import.meta.url));
    this.workers.push(worker);
    return worker;
  }
}

/** The compiled child beside this file; when this file runs from its TypeScript source (Jest), the one in `dist`. */
export function childPath(here: string): string {
  const compiled = here.endsWith('.ts') ? here.replace(/\/src\/(?!.*\/src\/)/, '/dist/src/') : here;
  return fileURLToPath(new URL('./extract.child.js', compiled));
}
