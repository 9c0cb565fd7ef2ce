import type { CvDocument } from '../document/cv-document.js';
import { emptyEntry } from '../document/cv-document.js';
import { documentText } from '../document/document-text.js';
import { plainText } from './extraction/source-line.js';
import type { SourceLine } from './extraction/source-line.js';
import { countTokens, tokens } from './words.js';

/**
 * The parser's own guard: a line with a word that the document lacks is appended in a section of its own, so that no
 * text is ever lost to a wrong reading.
 */
export function keepLostText(document: CvDocument, lines: SourceLine[]): void {
  const kept = countTokens(documentText(document));
  const lost = lines.filter((line) => {
    let missing = false;
    for (const token of tokens(line.text)) {
      const left = kept.get(token) ?? 0;
      if (left === 0) missing = true;
      else kept.set(token, left - 1);
    }
    return missing;
  });
  if (lost.length === 0) return;
  document.sections.push({
    kind: 'custom',
    title: '',
    entries: [emptyEntry({ bullets: lost.map((line) => plainText(line)) })],
  });
}
