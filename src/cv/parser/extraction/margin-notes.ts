import { findDateRange } from '../dates/date-range.js';
import { isDuration } from '../dates/duration.js';
import { sourceLine } from './source-line.js';
import type { SourceLine } from './source-line.js';

/** The least gap, in em, between a line and a note in the margin beside it. */
const NOTE_GAP = 1.5;

/**
 * Dates in a narrow column beside the bullet points of an entry belong to its header: moves them above the first of
 * these bullets, so that they do not break the sentences they stand next to.
 */
export function liftMarginNotes(lines: SourceLine[]): SourceLine[] {
  const result: SourceLine[] = [];
  let listStart = 0;
  let bullet: SourceLine | null = null;
  for (const line of lines) {
    if (line.bullet && !bullet) listStart = result.length;
    if (line.bullet) bullet = line;
    else if (bullet && !isWrapped(bullet, line)) bullet = null;
    const note = bullet ? noteOf(line) : null;
    if (!note) {
      result.push(line);
      continue;
    }
    const { page, gap, x, links } = line;
    result.splice(listStart, 0, sourceLine([note], { page }));
    listStart += 1;
    result.push(sourceLine(line.cells.slice(0, -1), { page, gap, x, links, bullet: line.bullet }));
  }
  return result;
}

/** A line under the text of the bullet, not under its glyph. */
function isWrapped(bullet: SourceLine, line: SourceLine): boolean {
  return line.gap < 1.4 && line.x > bullet.x + 1.5 && line.x - (bullet.cells[0]?.x ?? 0) < 14;
}

function noteOf(line: SourceLine) {
  const note = line.cells.at(-1);
  const beside = line.cells.at(-2);
  if (!note || !beside || note.x - beside.right < note.size * NOTE_GAP) return null;
  const date = findDateRange(note.text);
  return isDuration(note.text) || (date && date.raw.length >= note.text.length - 3) ? note : null;
}
