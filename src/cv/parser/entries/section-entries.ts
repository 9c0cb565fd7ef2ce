import { emptyEntry } from '../../document/cv-document.js';
import type { CvEntry, SectionKind } from '../../document/cv-document.js';
import type { SourceLine } from '../extraction/source-line.js';
import { splitEntries } from './entry-blocks.js';
import { readBody } from './entry-body.js';
import { assignNames, readHeader, usualOrder } from './entry-header.js';
import type { HeaderParts, Names, UnitOrder } from './entry-header.js';
import { readItemGroups } from './skill-items.js';
import { degreeScore, looksLikeOrganisation, roleScore } from './word-scores.js';

/** Sections that are lists of words. */
const ITEM_KINDS: SectionKind[] = ['skills', 'languages', 'interests'];
/** Sections of items of one line each: a date, a name. */
const LINE_KINDS: SectionKind[] = ['certificates', 'awards', 'publications', 'references', 'custom'];

/** Reads the lines of a section of a kind to entries. */
export function readEntries(kind: SectionKind, lines: SourceLine[]): CvEntry[] {
  if (lines.length === 0) return [];
  if (ITEM_KINDS.includes(kind)) return readItemGroups(lines);
  if (LINE_KINDS.includes(kind) && !lines.some((line) => isHeading(line, lines))) return [listEntry(lines)];
  const blocks = splitEntries(lines, LINE_KINDS.includes(kind));
  const headers = blocks.map((block) => readHeader(block.header));
  const name = namer(kind, headers);
  const entries: CvEntry[] = [];
  for (const [i, block] of blocks.entries()) {
    const header = headers[i];
    if (!header) continue;
    const { body, bullets } = readBody(block.body);
    entries.push(fillEntry(header.entry, name(header), body, bullets));
  }
  return kind === 'experience' ? inheritEmployers(entries, headers) : entries;
}

/** What the labels of the header say comes first; what it has no room for goes to the body. */
function fillEntry(entry: CvEntry, names: Names, body: string, bullets: string[]): CvEntry {
  if (names.joinedBy) entry.data.joinedBy = names.joinedBy;
  const rest = [...names.rest];
  const place = (field: 'title' | 'organisation' | 'location', value: string): void => {
    if (entry[field] === '') entry[field] = value;
    else if (value !== '') rest.unshift(value);
  };
  place('title', names.title);
  if (entry.location !== '') place('organisation', joinPlace(names.organisation, names.location));
  else {
    place('organisation', names.organisation);
    entry.location = names.location;
  }
  entry.body = [entry.body, rest.join(', '), body].filter((part) => part !== '').join('\n\n');
  return { ...entry, bullets };
}

const joinPlace = (name: string, place: string): string =>
  [name, place].filter((part) => part !== '').join(', ');

function namer(kind: SectionKind, headers: HeaderParts[]): (header: HeaderParts) => Names {
  if (kind === 'experience' || kind === 'volunteer') {
    const order = usualOrder(headers, roleScore);
    return ({ units }) => assignNames(units, roleScore, order);
  }
  if (kind === 'education') return educationNames(usualOrder(headers, degreeScore));
  return ({ units }) => {
    const [title = '', ...others] = units;
    const at = others.findIndex((unit) => looksLikeOrganisation(unit));
    return { title, organisation: others[at] ?? '', location: '', rest: others.filter((_, i) => i !== at) };
  };
}

/** A field of study beside the school ("PhD" / "Princeton University, Computer Science") belongs to the degree. */
function educationNames(order: UnitOrder): (header: HeaderParts) => Names {
  return ({ units }) => {
    const names = assignNames(units, degreeScore, order);
    const field = /^(.*?\b(?:university|college|universität|institute|school)\b[^,]*),\s+([^,]+)$/iu.exec(
      names.organisation,
    );
    if (
      !field ||
      names.location !== '' ||
      !/^(?:[BMD]\.?[A-Z]|ph)/i.test(names.title) ||
      names.title.length > 8
    )
      return names;
    return { ...names, title: `${names.title}, ${field[2]}`, organisation: field[1] ?? '' };
  };
}

/** Roles below one employer name only themselves and their dates, the employer stands above the first one. */
function inheritEmployers(entries: CvEntry[], headers: HeaderParts[]): CvEntry[] {
  const isBare = (i: number): boolean =>
    headers[i]?.units.length === 1 &&
    entries[i]?.organisation === '' &&
    (entries[i].start ?? entries[i].end) !== null;
  const isBareRole = (i: number): boolean => isBare(i) && roleScore(entries[i]?.title ?? '') > 0;
  const inherited = new Set<CvEntry>();
  for (const [i, entry] of entries.entries()) {
    const before = entries[i - 1];
    const empty = entry.body === '' && entry.bullets.length === 0 && entry.organisation === '';
    if (empty && roleScore(entry.title) <= 0 && isBareRole(i + 1)) {
      [entry.title, entry.organisation] = ['', entry.title];
    } else if (
      before &&
      before.organisation !== '' &&
      (isBareRole(i) || (isBare(i) && inherited.has(before)))
    ) {
      entry.organisation = before.organisation;
      inherited.add(entry);
    }
  }
  return entries;
}

function isHeading(line: SourceLine, lines: SourceLine[]): boolean {
  if (line.bullet) return false;
  return (
    /\b(?:19|20)\d\d\b/.test(line.text) ||
    line.heading > 0 ||
    (line.bold && lines.some((other) => !other.bold)) ||
    line.gap >= 1.35
  );
}

/** One entry without a header; every bullet and paragraph in it. */
function listEntry(lines: SourceLine[]): CvEntry {
  return emptyEntry(readBody(lines));
}

/** True when lines of a list section are prose, which must not be cut at its commas. */
export function isProse(lines: SourceLine[]): boolean {
  const text = lines.map((line) => line.text).join(' ');
  const sentences = (text.match(/\p{Ll}{2}[)\]]?\.(?=\s+\p{Lu}|\s*$)/gu) ?? []).length;
  const separators = (text.match(/[,;|•·:\t]/g) ?? []).length + lines.filter((line) => line.bullet).length;
  const words = text.split(/\s+/).length;
  return (sentences >= 2 && words / (separators + 1) > 5) || words / (separators + lines.length) > 9;
}
