import { type CvDocument } from '../document/cv-document.js';
import { documentText } from '../document/document-text.js';
import { textFields } from '../keywords/text-fields.js';
import { UnreadableFileError } from './parser.errors.js';

/** What a document may hold at most; what is done with it later runs in the time these leave it. */
const MAX_ENTRIES = 1_000;
const MAX_BULLETS = 1_000;
/** Characters of one field, of one word, and of a word that is a web address. */
const MAX_FIELD = 20_000;
const MAX_WORD = 1_000;
const MAX_ADDRESS = 2_048;

/** @throws UnreadableFileError where a document is larger than any CV. */
export function checkSize(document: CvDocument): void {
  const entries = document.sections.flatMap((section) => section.entries);
  const bullets = entries.reduce((sum, entry) => sum + entry.bullets.length, 0);
  const texts = [
    ...document.sections.map(({ title }) => title),
    ...textFields(document).map(({ text }) => text),
  ];
  const fits =
    entries.length <= MAX_ENTRIES &&
    bullets <= MAX_BULLETS &&
    texts.every((text) => text.length <= MAX_FIELD) &&
    documentText(document).split(/\s+/).every(isWordLength);
  if (!fits) throw new UnreadableFileError('file_too_complex');
}

function isWordLength(word: string): boolean {
  const most = /^\W{0,3}(?:https?:|www\.|mailto:)/i.test(word) ? MAX_ADDRESS : MAX_WORD;
  return word.length <= most;
}
