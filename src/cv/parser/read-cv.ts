import type { CvDocument } from '../document/cv-document.js';
import { parseDocument } from './document-parser.js';
import { extract } from './extraction/extract.js';
import type { FileKind } from './file-kind.js';
import { checkSize } from './size-limits.js';

/** What is read out of a file. */
export interface ReadCv {
  /** The text in reading order, one line per line of the source; its words are those of the document. */
  text: string;
  document: CvDocument;
}

/**
 * Bytes to document. Runs in a child process, for no pattern and no library is trusted to end in time on every input.
 * @throws UnreadableFileError
 */
export async function readCv(kind: FileKind, bytes: Buffer): Promise<ReadCv> {
  const extraction = await extract(kind, bytes);
  const text = extraction.lines.map((line) => line.text.replace(/\t/g, '  ')).join('\n');
  const document = parseDocument(extraction);
  checkSize(document);
  return { text, document };
}
