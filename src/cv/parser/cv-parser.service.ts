import { Injectable } from '@nestjs/common';
import type { CvDocument } from '../document/cv-document.js';
import { parseDocument } from './document-parser.js';
import { ExtractionPool } from './extraction/extraction-pool.js';
import { detectFileKind } from './file-kind.js';
import type { FileKind } from './file-kind.js';

/** Raised whenever the same file may give another document than before. */
export const PARSER_VERSION = '1';

/** A CV file, read. */
export interface ParsedCv {
  kind: FileKind;
  contentType: string;
  /** The text in reading order, one line per line of the source; its words are those of the document. */
  text: string;
  document: CvDocument;
}

/** Reads CV files: PDF, DOCX and plain text. Works without Nest: `new CvParser(new ExtractionPool())`. */
@Injectable()
export class CvParser {
  constructor(private readonly pool: ExtractionPool) {}

  /** @throws UnsupportedFileError, UnreadableFileError */
  async parse(bytes: Buffer): Promise<ParsedCv> {
    const { kind, contentType } = detectFileKind(bytes);
    const extraction = await this.pool.extract(kind, bytes);
    const text = extraction.lines.map((line) => line.text.replace(/\t/g, '  ')).join('\n');
    return { kind, contentType, text, document: parseDocument(extraction) };
  }
}
