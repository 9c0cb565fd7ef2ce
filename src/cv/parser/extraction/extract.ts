import type { FileKind } from '../file-kind.js';
import { UnreadableFileError } from '../parser.errors.js';
import { extractDocx } from './docx-lines.js';
import { joinBrokenPeriods, liftMarginNotes } from './margin-notes.js';
import { extractPdf } from './pdf-lines.js';
import type { Extraction } from './source-line.js';
import { extractText } from './text-lines.js';
import { repairHyphenation } from './text-repair.js';

/** A CV of 200 dense pages stays below these; beyond them the file is no CV. */
const MAX_LINES = 12_000;
const MAX_CHARACTERS = 100_000;

/**
 * Takes the text out of a file of a known kind.
 * @throws UnreadableFileError, also when there is no text or too much of it.
 */
export async function extract(kind: FileKind, bytes: Buffer): Promise<Extraction> {
  const extraction = await EXTRACTORS[kind](bytes);
  if (extraction.lines.length > MAX_LINES || textLength(extraction) > MAX_CHARACTERS) {
    throw new UnreadableFileError('file_too_complex');
  }
  const joined = liftMarginNotes(joinBrokenPeriods(extraction.lines));
  repairHyphenation(joined);
  const lines = joined.filter((line) => /[\p{L}\p{N}]/u.test(line.text));
  if (!lines.some((line) => /\p{L}{2}/u.test(line.text))) throw new UnreadableFileError('file_without_text');
  return { ...extraction, lines };
}

const EXTRACTORS: Record<FileKind, (bytes: Buffer) => Extraction | Promise<Extraction>> = {
  pdf: extractPdf,
  docx: extractDocx,
  text: extractText,
};

function textLength(extraction: Extraction): number {
  return extraction.lines.reduce((sum, line) => sum + line.text.length, 0);
}
