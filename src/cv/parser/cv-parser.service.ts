import { Injectable } from '@nestjs/common';
import { ExtractionPool } from './extraction/extraction-pool.js';
import { detectFileKind } from './file-kind.js';
import type { FileKind } from './file-kind.js';
import type { ReadCv } from './read-cv.js';

/** Raised whenever the same file may give another document than before. */
export const PARSER_VERSION = '1';

/** A CV file, read. */
export interface ParsedCv extends ReadCv {
  kind: FileKind;
  contentType: string;
}

/** Reads CV files: PDF, DOCX and plain text. Works without Nest: `new CvParser(new ExtractionPool())`. */
@Injectable()
export class CvParser {
  constructor(private readonly pool: ExtractionPool) {}

  /** @throws UnsupportedFileError, UnreadableFileError */
  async parse(bytes: Buffer): Promise<ParsedCv> {
    const { kind, contentType } = detectFileKind(bytes);
    return { kind, contentType, ...(await this.pool.read(kind, bytes)) };
  }
}
