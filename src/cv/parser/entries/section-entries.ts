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
    const names = name(header);
    const { body, bullets } = readBody(block.body);
    if (names.joinedBy) header.entry.data.joinedBy = names.joinedBy;
    const location = header.entry.location || names.location;
    const organisation =
      location === names.location ? names.organisation : joinPlace(names.organisation, names.location);
    const entry = { ...header.entry, title: names.title, organisation, location, bullets };
    entry.body = [...(names.rest.length > 0 ? [names.rest.join(', ')] : []), ...(body ? [body] : [])].join(
      '\n\n',
    );
    entries.push(entry);
  }
  return kind === 'experience' ? inheritEmployers(entries, headers) : entries;
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

/** A later role below the same employer names only itself and its dates. */
function inheritEmployers(entries: CvEntry[], headers: HeaderParts[]): CvEntry[] {
  for (const [i, entry] of entries.entries()) {
    const before = entries[i - 1];
    const single = headers[i]?.units.length === 1;
    if (
      before &&
      single &&
      entry.organisation === '' &&
      roleScore(entry.title) > 0 &&
      (entry.start || entry.end)
    ) {
      entry.organisation = before.organisation;
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
