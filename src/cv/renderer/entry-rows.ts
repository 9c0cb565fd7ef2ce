import type { CvEntry, CvSection } from '../document/cv-document.js';
import { cleanLines, extraTexts, listingOf, periodOf } from './entry-text.js';
import { headingOf } from './labels.js';
import type { Row } from './page-flow.js';
import { addStructure } from './tagged-text.js';
import { cleanLine, paragraphsOf } from './text-cleaning.js';
import { headingRows, keepTogether, listItemRows, textRows, twoColumnRows, type Place } from './rows.js';
import { GAP, STYLES } from './theme.js';

/** A section's heading and entries; nothing when it has neither a title of its own nor any text. */
export function sectionRows(place: Place, section: CvSection, language: string): Row[] {
  const node = { ...place, parent: addStructure(place.document, place.parent, 'Sect') };
  const heading = headingRows(node, 'H2', headingOf(section, language));
  const entries = section.entries.map((entry) => entryRows(node, entry, section.kind, language));
  const filled = entries.filter((rows) => rows.length > 0);
  if (filled.length === 0 && !cleanLine(section.title)) return [];
  return [...heading, ...filled.flatMap((rows, index) => (index === 0 ? withGap(rows, 0) : rows))];
}

function withGap(rows: Row[], gap: number): Row[] {
  return rows.map((row, index) => (index === 0 ? { ...row, gap } : row));
}

function entryRows(place: Place, entry: CvEntry, kind: CvSection['kind'], language: string): Row[] {
  const listing = listingOf(entry, kind);
  if (listing) return listingRows(place, listing.label, listing.items);
  const head = headRows(place, entry, language);
  const extras = extraTexts(entry, kind).join('  ·  ');
  const bullets = cleanLines(entry.bullets);
  const body = [
    ...textRows(place, 'P', [{ text: extras, style: STYLES.quiet }], GAP.tight),
    ...paragraphsOf(entry.body).flatMap((text) =>
      textRows(place, 'P', [{ text, style: STYLES.body }], GAP.line),
    ),
  ];
  const list =
    bullets.length > 0 ? { ...place, parent: addStructure(place.document, place.parent, 'L') } : place;
  const items = bullets.flatMap((text) => listItemRows(list, '•', text, 0));
  const rows = [...head, ...body, ...withGap(items, GAP.line)];
  const onlyHead = rows.length === head.length;
  const bound = onlyHead ? bindHead(head) : [...keepTogether(head), ...rows.slice(head.length)];
  return withGap(bound, onlyHead ? GAP.paragraph : GAP.entry);
}

function listingRows(place: Place, label: string, items: string): Row[] {
  const runs = [
    { text: items && label ? `${label}: ` : label, style: items ? STYLES.title : STYLES.body },
    { text: items, style: STYLES.body },
  ];
  return textRows(
    place,
    'P',
    runs.filter((run) => run.text),
    GAP.line,
  );
}

/** Title over organisation on the left, dates over location on the right; a lone left text keeps to one row. */
function headRows(place: Place, entry: CvEntry, language: string): Row[] {
  const lefts = cleanLines([entry.title, entry.organisation]);
  const details = cleanLines([periodOf(entry, language), entry.location]);
  const rights = lefts.length < 2 && details.length > 1 ? [details.reverse().join('  ·  ')] : details;
  return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, index) =>
    twoColumnRows(
      place,
      {
        type: index === 0 ? 'H3' : 'P',
        text: lefts[index] ?? '',
        style: index === 0 ? STYLES.title : STYLES.body,
      },
      { text: rights[index] ?? '', style: STYLES.quiet },
      index === 0 ? GAP.entry : 0,
    ),
  ).flat();
}

/** The rows of a head bound to each other but not to the next entry. */
function bindHead(rows: Row[]): Row[] {
  return rows.map((row, index) => ({ ...row, keepWithNext: index < rows.length - 1 }));
}
