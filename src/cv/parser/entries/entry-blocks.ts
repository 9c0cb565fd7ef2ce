import { findDateRange } from '../dates/date-range.js';
import { isDuration } from '../dates/duration.js';
import { plainText } from '../extraction/source-line.js';
import type { SourceCell, SourceLine } from '../extraction/source-line.js';
import { looksLikeOrganisation, roleScore, degreeScore } from './word-scores.js';
import { readLabel } from './header-labels.js';
import { isPlace, splitTrailingPlace } from './place.js';

/** One item of a section as lines: who, where and when first, then what. */
export interface EntryBlock {
  header: SourceLine[];
  body: SourceLine[];
}

const MAX_HEADER_LENGTH = 110;
const MAX_HEADER_LINES = 4;
const JOINING_WORDS = new Set(
  'and of for the in at on to a an & und für der die das des im von bei et de du la le les des en y el los di del e da do dos i w z van het een'.split(
    ' ',
  ),
);
const ABBREVIATION_END =
  /(?:\b(?:inc|ltd|llc|co|corp|jr|sr|bros|e\.\s?v|s\.\s?a|u\.s\.a|u\.s|dept|univ|[a-z])|etc)\.$/i;

/**
 * Parts the lines of a section into entries, by dates, type, gaps and bullets. With `oneLineEach` (awards, certificates)
 * every dated line is an entry and an undated one among them a subheading.
 */
export function splitEntries(lines: SourceLine[], oneLineEach = false): EntryBlock[] {
  const measures = {
    right: Math.max(0, ...lines.map((line) => line.right)),
    boldCommon: isBoldCommon(lines),
    dateCells: oneLineEach && lines.some((line) => line.cells.length > 1 && line.cells.some(isDateCell)),
  };
  const blocks: EntryBlock[] = [];
  let run: SourceLine[] = [];
  const closeRun = (): void => {
    blocks.push(
      ...(oneLineEach ? splitList(run, measures) : splitRun(run)).map((header) => ({ header, body: [] })),
    );
    run = [];
  };
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    const inRun = run.length > 0;
    if (isHeader(line, before, lines[i + 1], inRun ? run : null, blocks.length === 0, measures)) {
      if (line.gap >= 1.6 && run.some((above) => isDated(above, measures))) closeRun();
      run.push(line);
      continue;
    }
    if (inRun) closeRun();
    const last = blocks.at(-1);
    if (last) last.body.push(line);
    else blocks.push({ header: [], body: [line] });
  }
  if (run.length > 0) closeRun();
  return blocks;
}

interface Measures {
  right: number;
  boldCommon: boolean;
  /** True when dates have cells of their own, so that a date within a text is a part of it. */
  dateCells: boolean;
}

const isDateCell = (cell: SourceCell): boolean => isDateLine(cell.text);

function isBoldCommon(lines: SourceLine[]): boolean {
  return lines.filter((line) => line.bold).length > lines.length * 0.6;
}

function isHeader(
  line: SourceLine,
  before: SourceLine | undefined,
  next: SourceLine | undefined,
  run: SourceLine[] | null,
  first: boolean,
  measures: Measures,
): boolean {
  const text = plainText(line);
  if (run && !line.bullet && isDuration(text)) return true;
  if (
    line.bullet ||
    text.length > MAX_HEADER_LENGTH ||
    (/^\p{Ll}/u.test(text) && findDateRange(text)?.index !== 0)
  ) {
    return !line.bullet && isDateLine(text) && run !== null;
  }
  if (readLabel(text) && (run || line.gap >= 1.1 || line.bold || first)) return true;
  if (isSentence(text) || /^\p{L}[\p{L}/ ]{1,24}:\s/u.test(text)) return false;
  if (before && !run && isWrapOf(before, line, measures)) return false;
  const dated = isDated(line, measures);
  const strong = (line.cells[0]?.bold ?? false) && !measures.boldCommon;
  if (run) {
    if (run.length >= MAX_HEADER_LINES && !dated) return false;
    return (
      dated ||
      strong ||
      isPlace(text) ||
      fitsHeader(text, run) ||
      ((next?.bullet ?? false) && isTitleCase(text)) ||
      nextIsDated(next, measures)
    );
  }
  if (dated || strong || line.heading > 0 || (first && !before)) return true;
  return (
    nextIsDated(next, measures) ||
    line.gap >= 1.35 ||
    (before?.bullet === true && namesSomething(text) && line.gap >= 1.1)
  );
}

const namesSomething = (text: string): boolean => roleScore(text) !== 0 || degreeScore(text) !== 0;

/** A second or third line of a header names what the ones before do not. */
function fitsHeader(text: string, run: SourceLine[]): boolean {
  if (text.length > 90 || /[,(-]$/.test(text) || !isTitleCase(text)) return false;
  return (
    namesSomething(text) ||
    looksLikeOrganisation(text) ||
    run.length === 1 ||
    splitTrailingPlace(text).place !== ''
  );
}

/** True when most words begin with a capital: names do, sentences do not (German nouns aside). */
function isTitleCase(text: string): boolean {
  const words = text.replace(/\(.*?\)/g, '').match(/[\p{L}\p{N}][\p{L}\p{N}.'’-]*/gu) ?? [];
  const small = words.filter((word) => /^\p{Ll}/u.test(word) && !JOINING_WORDS.has(word));
  return small.length <= words.length * 0.35;
}

function nextIsDated(next: SourceLine | undefined, measures: Measures): boolean {
  if (!next || next.bullet || next.gap >= 1.35) return false;
  const text = plainText(next);
  return text.length <= MAX_HEADER_LENGTH && !isSentence(text) && isDated(next, measures);
}

function isDated(line: SourceLine, measures: Measures): boolean {
  return measures.dateCells ? line.cells.some(isDateCell) : findDateRange(plainText(line)) !== null;
}

/** True for a line that is little more than a date. */
function isDateLine(text: string): boolean {
  const found = findDateRange(text);
  return found !== null && text.length - found.raw.length < 25;
}

function isSentence(text: string): boolean {
  const withoutDate = text.replace(findDateRange(text)?.raw ?? '', '');
  if (/[.;!?]$/.test(text) && !ABBREVIATION_END.test(text) && withoutDate.split(' ').length > 3) return true;
  return withoutDate.split(' ').length > 13 && !/[|·•\t]/.test(text);
}

/** A line goes on with the one above it when that one is full and this one is indented like its text. */
export function isWrapOf(before: SourceLine, line: SourceLine, measures: { right: number }): boolean {
  if (line.gap > 1.35 || line.bullet || line.cells.length > 1) return false;
  const text = before.cells[0];
  const full = before.right > measures.right * 0.8;
  if (before.bullet && text && line.x > before.x + 2 && line.x > text.x - 3 && line.x < text.x + 14)
    return true;
  return (
    full &&
    Math.abs(line.x - (text?.x ?? 0)) < 3 &&
    !line.bold &&
    !before.bold &&
    !/[.!?:]$/.test(before.text)
  );
}

/** Every dated line an entry, with the plain lines below it and a title line right above it. */
function splitList(run: SourceLine[], measures: Measures): SourceLine[][] {
  const parts: SourceLine[][] = [];
  for (const [i, line] of run.entries()) {
    const [above, below] = [run[i - 1], run[i + 1]];
    const last = parts.at(-1);
    const near = above !== undefined && line.gap < 1.35 && Math.abs(above.size - line.size) < 0.3;
    const sameType = above?.bold === line.bold;
    const titleAbove =
      last?.length === 1 &&
      above &&
      !isDated(above, measures) &&
      (sameType || !below || !isDated(below, measures));
    const joins = isDated(line, measures) ? titleAbove : sameType || !line.bold;
    if (last && near && joins) last.push(line);
    else parts.push([line]);
  }
  return parts;
}

/** Headers without bodies between them: each date belongs to one entry, at the place the first one shows. */
function splitRun(run: SourceLine[]): SourceLine[][] {
  const dated = run.flatMap((line, i) => (findDateRange(plainText(line)) ? [i] : []));
  const offset = dated[0] ?? 0;
  const starts = new Set([0]);
  for (const [k, at] of dated.entries()) {
    const previous = dated[k - 1];
    if (previous !== undefined) starts.add(Math.max(previous + 1, at - offset));
  }
  for (const [i, line] of run.entries()) {
    const first = run[0];
    const second = run[1];
    if (i < 2 || !first || !second || dated.length > 1) continue;
    const repeats =
      line.bold === first.bold && line.size === first.size && (second.bold !== first.bold || line.gap >= 1.4);
    if (repeats && line.gap >= 1.15 && !dated.includes(i)) starts.add(i);
  }
  const parts: SourceLine[][] = [];
  for (const [i, line] of run.entries()) {
    if (starts.has(i)) parts.push([line]);
    else parts.at(-1)?.push(line);
  }
  return parts;
}
