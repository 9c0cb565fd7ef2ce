import { isOrnament, takeBullet } from './bullets.js';
import { toRows } from './pdf-columns.js';
import type { PdfMark } from './pdf-operators.js';
import type { PdfLink, PdfPageContent } from './pdf-page.js';
import type { Segment } from './pdf-segments.js';
import { sourceLine } from './source-line.js';
import type { SourceLine } from './source-line.js';
import { closeLetterSpacing } from './text-repair.js';

/** A line and its baseline, in points from the top of its page. */
export interface PlacedLine {
  line: SourceLine;
  y: number;
}

/** How far left of a line, in points, a drawn bullet may stand. */
const BULLET_REACH = 26;

/** Builds the lines of one part of a column. `first` is true where the column begins. */
export function buildLines(
  segments: Segment[],
  content: PdfPageContent | undefined,
  page: number,
  first: boolean,
): PlacedLine[] {
  const lines: PlacedLine[] = [];
  for (const row of readingRows(segments)) {
    const built = buildLine(row, content?.marks ?? []);
    if (!built) continue;
    built.page = page;
    built.columnStart = first && page === 1 && lines.length === 0;
    built.links = linksOn(row, content?.links ?? []);
    lines.push({ line: built, y: row.y });
  }
  return lines;
}

interface Row {
  y: number;
  segments: Segment[];
}

function buildLine(row: Row, marks: PdfMark[]): SourceLine | null {
  const lead = row.segments[0];
  if (!lead) return null;
  const glyph = takeBullet(`${lead.text} x`);
  const alone = glyph.bullet && glyph.text === 'x';
  const texts = (alone ? row.segments.slice(1) : row.segments).map((segment) => ({ ...segment }));
  const opening = texts[0];
  const taken = opening && !alone ? takeBullet(opening.text) : null;
  if (opening && taken) opening.text = taken.text;
  const cells = texts
    .map(({ text, x, right, size, bold }) => ({ text: closeLetterSpacing(text), x, right, size, bold }))
    .filter((cell) => !isOrnament(cell.text));
  if (cells.length === 0) return null;
  const bullet = alone || (taken?.bullet ?? false) || marks.some((mark) => isInFrontOf(mark, lead));
  return sourceLine(cells, { x: lead.x, bullet });
}

function isInFrontOf(mark: PdfMark, lead: Segment): boolean {
  const distance = lead.x - mark.x;
  return (
    distance > 2 && distance < BULLET_REACH && Math.abs(lead.y - lead.size * 0.3 - mark.y) < lead.size * 0.35
  );
}

function linksOn(row: Row, links: PdfLink[]): string[] {
  const [left, right] = [row.segments[0]?.x ?? 0, row.segments.at(-1)?.right ?? 0];
  const touching = links.filter(
    (link) => row.y >= link.top - 2 && row.y <= link.bottom + 2 && link.x < right && link.right > left,
  );
  return [...new Set(touching.map((link) => link.url))];
}

/** Rows of segments that are already in reading order: a step back up starts a nested column. */
function readingRows(segments: Segment[]): Row[] {
  const parts: Segment[][] = [];
  for (const segment of segments) {
    const part = parts.at(-1);
    const before = part?.at(-1);
    if (part && before && segment.y > before.y - before.size) part.push(segment);
    else parts.push([segment]);
  }
  return parts.flatMap((part) => toRows(part));
}

/** Turns distances into multiples of the usual line distance, which is the median between neighbours. */
export function setGaps(lines: PlacedLine[]): void {
  const distance = (i: number): number => {
    const [above, at] = [lines[i - 1], lines[i]];
    return above && at && above.line.page === at.line.page ? (at.y - above.y) / at.line.size : -1;
  };
  const usual = lines
    .map((_, i) => distance(i))
    .filter((d) => d > 0 && d < 3)
    .sort((a, b) => a - b);
  const median = usual[Math.floor(usual.length / 2)] ?? 1.2;
  for (const [i, { line }] of lines.entries()) {
    const d = distance(i);
    line.gap = d > 0 ? Math.round((d / median) * 100) / 100 : i === 0 || line.columnStart ? 3 : 1;
  }
}
