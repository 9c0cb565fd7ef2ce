import type { Pdf } from './pdf-document.js';
import { labelsOf } from './labels.js';
import { paintPiece } from './tagged-text.js';
import { cleanLine } from './text-cleaning.js';
import { breakLines } from './text-lines.js';
import { PAGE, STYLES, TEXT_WIDTH } from './theme.js';

/** Writes "title — page n/m" under every page, as an artifact; a document of one page gets none. */
export function paintFooters(document: Pdf, title: string, language: string): void {
  const { count } = document.bufferedPageRange();
  if (count < 2) return;
  const { page } = labelsOf(language);
  for (let index = 0; index < count; index++) {
    document.switchToPage(index);
    const number = `${page} ${index + 1}/${count}`;
    const text = [cleanLine(title), number].filter(Boolean).join(' — ');
    // A title too long for one line is cut down to the page number.
    const lines = breakLines(document, [{ text, style: STYLES.footer }], TEXT_WIDTH);
    const piece =
      lines.length === 1
        ? lines[0]?.pieces[0]
        : breakLines(document, [{ text: number, style: STYLES.footer }], TEXT_WIDTH)[0]?.pieces[0];
    if (!piece) continue;
    document.markContent('Artifact', { type: 'Pagination' });
    paintPiece(document, piece, PAGE.width - PAGE.right - piece.width, PAGE.height - PAGE.bottom / 2);
    document.endMarkedContent();
  }
}
