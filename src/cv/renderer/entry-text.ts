import {
  type ContactData,
  type CvDate,
  type CvEntry,
  type CvSection,
  LAYOUT_DATA,
} from '../document/cv-document.js';
import { labelsOf } from './labels.js';
import { cleanLine } from './text-cleaning.js';

const CONTACT_FIELDS: readonly string[] = [
  'headline',
  'emails',
  'phones',
  'links',
  'other',
] satisfies (keyof ContactData)[];
/** Kinds whose entries read as one line, "Label: a, b, c". */
const LISTING_KINDS: readonly string[] = ['skills', 'languages', 'interests'];
/** Longer items are sentences and stay bullet points; in characters. */
const LONGEST_LISTED_ITEM = 60;

/** "start – end" in the source's own words; one of them when the other is missing or says the same. */
export function periodOf(entry: CvEntry, language: string): string {
  const start = dateText(entry.start, language);
  const end = dateText(entry.end, language);
  return start === end ? start : [start, end].filter(Boolean).join(' – ');
}

function dateText(date: CvDate | null, language: string): string {
  if (!date) return '';
  const worded = date.precision === 'present' ? labelsOf(language).present : '';
  return cleanLine(date.raw) || cleanLine(date.value ?? '') || worded;
}

/** Every text inside `entry.data`, however deep, that is neither contact details nor the source's layout. */
export function extraTexts(entry: CvEntry, kind: CvSection['kind']): string[] {
  const handled = kind === 'profile' ? [...CONTACT_FIELDS, ...LAYOUT_DATA] : LAYOUT_DATA;
  const fields = Object.entries(entry.data).filter(([name]) => !handled.includes(name));
  return fields.flatMap(([, value]) => textsIn(value));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [cleanLine(value)].filter(Boolean);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

/** The non-empty texts, each as one clean line. */
export function cleanLines(texts: string[]): string[] {
  return texts.map(cleanLine).filter(Boolean);
}

/**
 * Label and items of an entry that reads best as one line, such as a group of skills; undefined when the entry has
 * more than that, or items as long as sentences. Items are joined by `; ` where one of them holds a comma.
 */
export function listingOf(
  entry: CvEntry,
  kind: CvSection['kind'],
): { label: string; items: string } | undefined {
  if (!LISTING_KINDS.includes(kind)) return undefined;
  if (entry.organisation || entry.location || entry.start || entry.end || entry.body) return undefined;
  const items = [...cleanLines(entry.bullets), ...extraTexts(entry, kind)];
  if (items.some((item) => item.length > LONGEST_LISTED_ITEM)) return undefined;
  return {
    label: cleanLine(entry.title).replace(/\s*:$/, ''),
    items: items.join(items.some((item) => item.includes(',')) ? '; ' : ', '),
  };
}
