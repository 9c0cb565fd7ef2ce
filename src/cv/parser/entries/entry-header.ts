import { emptyEntry } from '../../document/cv-document.js';
import type { CvEntry } from '../../document/cv-document.js';
import { findDateRange } from '../dates/date-range.js';
import { isDuration } from '../dates/duration.js';
import type { SourceLine } from '../extraction/source-line.js';
import { readLabel } from './header-labels.js';
import { isPlace, splitTrailingPlace } from './place.js';
import type { Scorer } from './word-scores.js';

/** The header of an entry, dates and place taken out. */
export interface HeaderParts {
  entry: CvEntry;
  /** What is left, cell by cell: names of roles, employers, degrees, schools. */
  units: string[];
}

const EDGES = /^[\s|,·•–—\-−:;/()]+(?=\S)|[\s|,·•–—\-−:;/(]+$/gu;

/** Takes dates, durations and the place out of the lines of a header. */
export function readHeader(lines: SourceLine[]): HeaderParts {
  const entry = emptyEntry();
  const units: string[] = [];
  for (const line of lines) {
    for (const cell of line.cells) {
      if (takeLabelled(entry, cell.text)) continue;
      const text = isDuration(cell.text) ? '' : takeDate(entry, cell.text);
      if (isDuration(cell.text)) entry.data.duration = cell.text.replace(/^[(\s·]+|[)\s]+$/g, '');
      for (const piece of text.split(/\s*[|·•]\s+|\s+[|·•]\s*|\s{2,}/))
        addUnit(entry, units, trimEdges(piece));
    }
  }
  return { entry, units };
}

/** Keeps the label itself in `data.labels`. */
function takeLabelled(entry: CvEntry, text: string): boolean {
  const labelled = readLabel(text);
  if (!labelled) return false;
  const { field, label, value } = labelled;
  if (field === 'dates') {
    if (entry.start || entry.end || !findDateRange(value)) return false;
    const left = takeDate(entry, value);
    if (left !== '') entry.body = left;
  } else {
    if (entry[field] !== '') return false;
    entry[field] = value;
  }
  entry.data.labels = [...((entry.data.labels as string[] | undefined) ?? []), label];
  return true;
}

/** Text without separators at its ends; a closing bracket stays when its opening one is inside. */
export function trimEdges(text: string): string {
  const trimmed = text.replace(EDGES, '').trim();
  return trimmed.endsWith(')') && !trimmed.includes('(')
    ? trimmed.slice(0, -1).trim()
    : trimmed.replace(/\s*\(\s*\)/g, '');
}

function addUnit(entry: CvEntry, units: string[], unit: string): void {
  if (unit === '') return;
  if (isDuration(unit) && entry.data.duration === undefined) entry.data.duration = unit;
  else if (entry.location === '' && isPlace(unit)) entry.location = unit;
  else units.push(unit);
}

function takeDate(entry: CvEntry, text: string): string {
  if (entry.start || entry.end) return text;
  const found = findDateRange(text);
  if (!found) return text;
  entry.start = found.start;
  entry.end = found.end;
  const words = found.raw
    .replace(found.start?.raw ?? '', ' ')
    .replace(found.end?.raw ?? '', ' ')
    .match(/\p{L}[\p{L}'’]*/gu);
  if (words) entry.data.dateWords = words;
  const [left, right] = [text.slice(0, found.index), text.slice(found.index + found.raw.length)];
  const joined = [trimEdges(left), trimEdges(right)].filter((part) => part !== '');
  return joined.join(' | ');
}

/** Whether the first unit of the headers of a section is the one `score` is positive for. */
export type UnitOrder = 'first' | 'second' | 'unknown';

/** The order most of the headers of a section show. */
export function usualOrder(headers: HeaderParts[], score: Scorer): UnitOrder {
  let balance = 0;
  for (const { units } of headers) {
    const [a, b] = units;
    if (a !== undefined && b !== undefined) balance += Math.sign(score(a) - score(b));
  }
  return balance > 0 ? 'first' : balance < 0 ? 'second' : 'unknown';
}

/** What a header names; `rest` belongs to neither. */
export interface Names {
  title: string;
  organisation: string;
  location: string;
  rest: string[];
  /** The word between title and organisation, as in `Engineer at Acme`. */
  joinedBy?: string;
}

/**
 * Tells title (role, degree) and organisation (employer, school) apart by their words; where these say nothing, by the
 * order the other entries of the section show, else the title comes first.
 */
export function assignNames(all: string[], score: Scorer, order: UnitOrder): Names {
  const units = all.filter((unit) => !/^\p{Ll}/u.test(unit)); // "with 8.1 CGPA" names nothing
  if (units.length > 0 && units.length < all.length) {
    const names = assignNames(units, score, order);
    return { ...names, rest: [...names.rest, ...all.filter((unit) => !units.includes(unit))] };
  }
  return assignUnits(all, score, order);
}

function assignUnits(units: string[], score: Scorer, order: UnitOrder): Names {
  const joined = units.length === 1 ? splitAt(units[0] ?? '', score) : null;
  if (joined) return joined;
  const parts = units.length === 1 ? splitUnit(units[0] ?? '', score, order) : units;
  const [only] = parts;
  if (only === undefined) return { title: '', organisation: '', location: '', rest: [] };
  if (parts.length === 1) {
    const { rest, place } = splitTrailingPlace(only);
    return score(only) < 0
      ? { title: '', organisation: rest, location: place, rest: [] }
      : { title: rest, organisation: '', location: place, rest: [] };
  }
  const scores = parts.map((part) => score(part));
  const head = scores.slice(0, 3);
  let title = head.indexOf(Math.max(...head));
  if (head.every((value) => value === head[0])) title = order === 'second' ? 1 : 0;
  const others = parts.map((_, i) => i).filter((i) => i !== title);
  const organisation = others.reduce(
    (best, i) => ((scores[i] ?? 0) < (scores[best] ?? 0) ? i : best),
    others[0] ?? 0,
  );
  const { rest, place } = splitTrailingPlace(parts[organisation] ?? '');
  return {
    title: parts[title] ?? '',
    organisation: rest,
    location: place,
    rest: parts.filter((_, i) => i !== title && i !== organisation),
  };
}

function splitAt(unit: string, score: Scorer): Names | null {
  const match = /^(.{3,}?)\s+(at|@|from|bei|chez|presso|w)\s+(\p{Lu}.*)$/u.exec(unit);
  const [, title = '', joinedBy = '', employer = ''] = match ?? [];
  if (!match || score(title) <= 0) return null;
  const { rest, place } = splitTrailingPlace(employer);
  return { title, organisation: rest, location: place, rest: [], ...(joinedBy === '@' ? {} : { joinedBy }) };
}

/** Parts `Acme – Engineer` or `Engineer, Acme` where the words of both sides differ. */
function splitUnit(unit: string, score: Scorer, order: UnitOrder): string[] {
  const { rest, place } = splitTrailingPlace(unit);
  for (const separator of [/\s+[–—-]\s+/g, /,\s+/g]) {
    for (const match of rest.matchAll(separator)) {
      const [left, right] = [rest.slice(0, match.index), rest.slice(match.index + match[0].length)];
      if (!differ(score(left), score(right), order)) continue;
      const withPlace = place === '' ? right : unit.slice(unit.indexOf(right, match.index));
      return [left, withPlace];
    }
  }
  return [unit];
}

/** One side must speak clearly, and not both in the same sense. */
function differ(left: number, right: number, order: UnitOrder): boolean {
  if (Math.sign(left) === Math.sign(right)) return false;
  return Math.abs(left - right) >= (order === 'unknown' ? 1.5 : 1);
}
