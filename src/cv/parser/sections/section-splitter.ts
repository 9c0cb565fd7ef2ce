import { findDateRange } from '../dates/date-range.js';
import { plainText } from '../extraction/source-line.js';
import type { SourceLine } from '../extraction/source-line.js';
import { exactHeadingKind, looseHeadingKind } from './heading-kind.js';
import type { HeadingKind } from './heading-words.js';

/** The lines of one section; the one before the first heading, the header of the CV, has kind null. */
export interface RawSection {
  kind: HeadingKind | null;
  title: string;
  lines: SourceLine[];
}

const MAX_HEADING_LENGTH = 50;
/** Kinds whose heading may stand on the line of its content: `SKILLS: Python, Go`. */
const INLINE_KINDS: HeadingKind[] = [
  'skills',
  'languages',
  'interests',
  'profile',
  'education',
  'certificates',
];

/** Parts the lines of a CV at its section headings. A new column starts a header of its own until its first heading. */
export function splitSections(lines: SourceLine[]): RawSection[] {
  const bodySize = usualSize(lines);
  const styles = headingStyles(lines, bodySize);
  const header: RawSection = { kind: null, title: '', lines: [] };
  const sections = [header];
  let current = header;
  let inSection = false;
  const kinds = lines.map((line, i) => {
    const kind = headingKind(line, lines[i + 1], styles, bodySize, inSection);
    inSection ||= kind !== null;
    return i === 0 && kind === 'custom' ? null : kind; // the name may be set like a heading
  });
  const leadsToHeading = (from: number): boolean => {
    const next = lines.findIndex((line, i) => i > from && (line.columnStart || kinds[i] != null));
    return from === 0 || (next >= 0 && kinds[next] != null);
  };
  for (const [i, line] of lines.entries()) {
    const inline = inlineHeading(line, current);
    const kind = kinds[i] ?? null;
    if (line.columnStart && !kind && leadsToHeading(i)) current = header;
    if (kind) sections.push((current = { kind, title: plainText(line).replace(/\s*:$/, ''), lines: [] }));
    else if (inline)
      sections.push((current = { kind: inline.kind, title: inline.title, lines: [inline.rest] }));
    else current.lines.push(line);
  }
  return sections;
}

function headingKind(
  line: SourceLine,
  next: SourceLine | undefined,
  styles: HeadingStyles,
  bodySize: number,
  inSection: boolean,
): HeadingKind | null {
  if (!couldBeHeading(line)) return null;
  const text = plainText(line);
  const exact = exactHeadingKind(text);
  const styled = styles.names.has(styleOf(line));
  if (exact) {
    const stands = isDistinct(line, bodySize) || line.gap >= 1.5 || /:$/.test(text);
    // "Languages" within the skills, "Projects" within a job: the style of the other headings decides
    const smaller = line.size < styles.smallest * 0.99 || (styles.capitals && !isCapitals(text));
    const nested = !styled && line.heading === 0 && smaller && inSection;
    return stands && !nested ? exact : null;
  }
  const loose = looseHeadingKind(text);
  if (styled && line.size < bodySize * 2.2) return next ? loose : null;
  const shouts = isCapitals(text) && (line.bold || line.size > bodySize * 1.05);
  if (loose !== 'custom' && text.split(' ').length <= 5 && !findDateRange(text)) {
    if (line.heading > 0 || (shouts && line.gap >= 1.2)) return loose;
  }
  return null;
}

function couldBeHeading(line: SourceLine): boolean {
  const text = plainText(line);
  return (
    !line.bullet &&
    line.cells.length === 1 &&
    text.length <= MAX_HEADING_LENGTH &&
    !/[.,;@|]$|@|https?:|www\./.test(text) &&
    !/\d{4}|:\s*\S/.test(text) &&
    /^[\p{Lu}\p{N}]|^\p{Ll}[\p{L} ]+:?$/u.test(text)
  );
}

/** What the headings of a CV look like. */
interface HeadingStyles {
  names: Set<string>;
  /** The smallest of their font sizes; 0 when no style is known. */
  smallest: number;
  /** True when all of them are in capitals. */
  capitals: boolean;
}

/** Styles of at least two dictionary headings that body text and entries do not use. */
function headingStyles(lines: SourceLine[], bodySize: number): HeadingStyles {
  const counts = new Map<string, { known: SourceLine[]; all: number }>();
  for (const line of lines) {
    const count = counts.get(styleOf(line)) ?? { known: [], all: 0 };
    count.all += 1;
    if (couldBeHeading(line) && isDistinct(line, bodySize) && exactHeadingKind(plainText(line)))
      count.known.push(line);
    counts.set(styleOf(line), count);
  }
  const found = [...counts].filter(([, { known, all }]) => known.length >= 2 && all <= known.length * 2.5);
  const headings = found.flatMap(([, count]) => count.known);
  return {
    names: new Set(found.map(([style]) => style)),
    smallest: headings.length > 0 ? Math.min(...headings.map((line) => line.size)) : 0,
    capitals: headings.length > 0 && headings.every((line) => isCapitals(plainText(line))),
  };
}

function styleOf(line: SourceLine): string {
  return [Math.round(line.size * 2), line.bold, line.heading, isCapitals(plainText(line))].join();
}

function isDistinct(line: SourceLine, bodySize: number): boolean {
  return line.bold || line.heading > 0 || line.size > bodySize * 1.08 || isCapitals(plainText(line));
}

/** True for text without lower-case letters. */
export function isCapitals(text: string): boolean {
  return /\p{Lu}{2}/u.test(text) && !/\p{Ll}/u.test(text);
}

/** The font size most of the text is set in. */
export function usualSize(lines: SourceLine[]): number {
  const lengths = new Map<number, number>();
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2;
    lengths.set(size, (lengths.get(size) ?? 0) + line.text.length);
  }
  return [...lengths].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
}

function inlineHeading(line: SourceLine, current: RawSection) {
  const match = /^([^:\t]{3,30}):\s*(\S.*)$/s.exec(line.text);
  const title = match?.[1] ?? '';
  const kind = exactHeadingKind(title);
  if (!match || !kind || line.bullet || !INLINE_KINDS.includes(kind)) return null;
  if (!isCapitals(title) && (current.kind === 'skills' || line.gap < 1.5)) return null;
  const [cell] = line.cells;
  const rest = match[2] ?? '';
  if (!cell) return null;
  return {
    kind,
    title,
    rest: { ...line, text: rest, bold: false, cells: [{ ...cell, text: rest, bold: false }] },
  };
}
