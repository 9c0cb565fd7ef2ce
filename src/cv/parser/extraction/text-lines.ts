import { UnreadableFileError } from '../parser.errors.js';
import { isOrnament, takeBullet } from './bullets.js';
import { sourceLine } from './source-line.js';
import type { Extraction, SourceLine } from './source-line.js';
import { closeLetterSpacing, normaliseText } from './text-repair.js';
import { decodeText } from './text-decoding.js';

/** Plain text has no measures: every character counts as 5 points wide and 10 high. */
const CHARACTER_WIDTH = 5;
const SIZE = 10;
const MAX_LINE_LENGTH = 500;

/** The lines of a plain text file; empty lines become gaps, tabs and runs of three spaces part cells. */
export function extractText(bytes: Buffer): Extraction {
  const text = decodeText(bytes);
  if (text === null) throw new UnreadableFileError('file_unreadable');
  const lines: SourceLine[] = [];
  let gap = 3;
  for (const raw of normaliseText(text)
    .split(/[\n\f\v\u2028\u2029]/)
    .flatMap(breakLongLine)) {
    const indent = raw.length - raw.trimStart().length;
    const { bullet, text: content } = takeBullet(raw.trim());
    const cells = content
      .split(/\t+| {3,}/)
      .filter((cell) => !isOrnament(cell))
      .map((cell) => closeLetterSpacing(cell.trim()));
    if (cells.length > 0) {
      lines.push(
        sourceLine(
          cells.map((cell) => toCell(cell, indent)),
          { bullet, gap },
        ),
      );
      gap = 1;
    } else {
      gap += 1;
    }
  }
  return { lines, pages: 1, furniture: [] };
}

/** Breaks at a space where there is one; patterns that look at whole lines need lines of a sane length. */
function breakLongLine(line: string): string[] {
  const parts: string[] = [];
  let rest = line;
  while (rest.length > MAX_LINE_LENGTH) {
    const space = rest.lastIndexOf(' ', MAX_LINE_LENGTH);
    const at = space > MAX_LINE_LENGTH / 2 ? space : MAX_LINE_LENGTH;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...parts, rest];
}

function toCell(text: string, indent: number) {
  const x = indent * CHARACTER_WIDTH;
  return { text, x, right: x + text.length * CHARACTER_WIDTH, size: SIZE, bold: false };
}
