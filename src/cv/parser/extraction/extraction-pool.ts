import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import {
  ChildCrashedError,
  ChildInterruptedError,
  ChildMemoryError,
  ChildPoolFullError,
  HardTimeLimitError,
} from '../../../core/child-processes/child-process.errors.js';
import { ChildPool } from '../../../core/child-processes/child-pool.js';
import { compiledPath } from '../../../core/child-processes/compiled-path.js';
import type { FileKind } from '../file-kind.js';
import {
  ParserBusyError,
  ParserInterruptedError,
  type UnreadableCode,
  UnreadableFileError,
} from '../parser.errors.js';
import type { ReadCv } from '../read-cv.js';

/** What a child is given and what it answers. */
export interface ExtractionInput {
  kind: FileKind;
  bytes: Uint8Array;
}
export type ExtractionOutput = ReadCv | { failure: UnreadableCode };

const TIME_LIMIT_MS = 10_000;

/**
 * Reads CVs in child processes that can be killed: 10 s, 256 MB of heap and 200 pages per file. One child is
 * kept warm, a second one is started under load.
 */
@Injectable()
export class ExtractionPool implements OnApplicationShutdown {
  private readonly pool = new ChildPool<ExtractionInput, ExtractionOutput>({
    path: compiledPath('./extract.child.js', import.meta.url),
    maxChildren: 2,
    maxWaiting: 20, // at ten seconds a file the last one waits less than two minutes
    heapMb: 256,
    residentMb: 512,
  });

  onApplicationShutdown(): void {
    this.close();
  }

  /** Starts the first child, so that the first file finds it ready. */
  warmUp(): void {
    this.pool.warmUp();
  }

  /**
   * @throws UnreadableFileError when the file cannot be read within the limits, ParserBusyError when too many wait,
   * ParserInterruptedError when somebody else ends the child.
   */
  async read(kind: FileKind, bytes: Buffer): Promise<ReadCv> {
    let answer: ExtractionOutput;
    try {
      answer = await this.pool.run({ kind, bytes }, { hardTimeLimitMs: TIME_LIMIT_MS });
    } catch (error) {
      throw asParserError(error);
    }
    if ('failure' in answer) throw new UnreadableFileError(answer.failure);
    return answer;
  }

  /** Ends all children; files in work are answered as interrupted. The pool may be used again afterwards. */
  close(): void {
    this.pool.close();
  }
}

/** What the end of a child means for the file it was reading. */
function asParserError(error: unknown): unknown {
  if (error instanceof ChildPoolFullError) return new ParserBusyError();
  if (error instanceof ChildInterruptedError) return new ParserInterruptedError();
  if (error instanceof HardTimeLimitError || error instanceof ChildMemoryError)
    return new UnreadableFileError('file_too_complex');
  return error instanceof ChildCrashedError ? new UnreadableFileError('file_unreadable') : error;
}
