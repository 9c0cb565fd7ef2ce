import { plainText } from '../extraction/source-line.js';
import type { SourceLine } from '../extraction/source-line.js';
import { isWrapOf } from './entry-blocks.js';

/** Free text and bullet points, with wrapped lines joined. */
export interface EntryBody {
  body: string;
  bullets: string[];
}

/** Joins the lines below a header to bullets and paragraphs (separated by a blank line). */
export function readBody(lines: SourceLine[]): EntryBody {
  const measures = { right: Math.max(0, ...lines.map((line) => line.right)) };
  const bullets: string[] = [];
  const paragraphs: string[] = [];
  let open: 'bullet' | 'paragraph' | null = null;
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    const text = plainText(line);
    const list: string[] = open === 'bullet' ? bullets : paragraphs;
    if (line.bullet) {
      bullets.push(text);
      open = 'bullet';
    } else if (open && before && goesOn(before, line, list.at(-1) ?? '', open, measures)) {
      list.push(`${list.pop() ?? ''} ${text}`);
    } else {
      paragraphs.push(text);
      open = 'paragraph';
    }
  }
  return { body: paragraphs.join('\n\n'), bullets };
}

function goesOn(
  before: SourceLine,
  line: SourceLine,
  soFar: string,
  open: 'bullet' | 'paragraph',
  measures: { right: number },
): boolean {
  const text = plainText(line);
  if (line.gap > 1.6) return false;
  if (/^\p{Ll}/u.test(text) && !/[.!?]$/.test(soFar)) return true;
  // the lines after the first one of a bullet are indented like each other
  if (open === 'bullet' && !before.bullet)
    return Math.abs(line.x - before.x) < 3 && line.x > 0 && line.gap <= 1.35;
  if (isWrapOf(before, line, measures)) return true;
  // the line above is full, so that the break was forced
  return (
    measures.right > 0 && before.right > measures.right * 0.85 && line.gap < 1.3 && !/[.!?:]$/.test(soFar)
  );
}
