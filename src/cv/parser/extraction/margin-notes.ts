import { findDateRange } from '../dates/date-range.js';
import { isDuration } from '../dates/duration.js';
import { sourceLine } from './source-line.js';
import type { SourceCell, SourceLine } from './source-line.js';

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

/** A period that breaks after its dash in a narrow column: takes its end up from one of the next lines. */
export function joinBrokenPeriods(lines: SourceLine[]): SourceLine[] {
  const result = [...lines];
  for (const [i, line] of result.entries()) {
    const start = line.cells[0];
    if (!start || !/\d{4}\s*[–—-]$/.test(start.text)) continue;
    const below = result
      .slice(i + 1, i + 4)
      .findIndex((other) => Math.abs((other.cells[0]?.x ?? -99) - start.x) < 3);
    const other = result[i + 1 + below];
    const end = other?.cells[0];
    if (below < 0 || !other || !end) continue;
    const joined = `${start.text} ${end.text}`;
    if (findDateRange(joined)?.raw !== joined) continue;
    result[i] = withCells(line, [{ ...start, text: joined }, ...line.cells.slice(1)]);
    if (other.cells.length > 1) result[i + 1 + below] = withCells(other, other.cells.slice(1));
    else result.splice(i + 1 + below, 1);
  }
  return result;
}

function withCells(line: SourceLine, cells: SourceCell[]): SourceLine {
  const { page, gap, links, bullet, heading, columnStart } = line;
  return sourceLine(cells, { page, gap, links, bullet, heading, columnStart });
}

function noteOf(line: SourceLine) {
  const note = line.cells.at(-1);
  const beside = line.cells.at(-2);
  if (!note || !beside || note.x - beside.right < note.size * NOTE_GAP) return null;
  const date = findDateRange(note.text);
  return isDuration(note.text) || (date && date.raw.length >= note.text.length - 3) ? note : null;
}
