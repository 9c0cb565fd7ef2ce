import type { CvDate, CvDocument, CvEntry } from './cv-document.js';

/** Every text of a document, headings, dates as written and `data` included, one piece per line. */
export function documentText(document: CvDocument): string {
  return document.sections
    .flatMap((section) => [section.title, ...section.entries.flatMap(entryTexts)])
    .filter((text) => text !== '')
    .join('\n');
}

function entryTexts(entry: CvEntry): string[] {
  const dates = [entry.start, entry.end].filter((date): date is CvDate => date !== null);
  return [
    entry.title,
    entry.organisation,
    entry.location,
    ...dates.map((date) => date.raw),
    entry.body,
    ...entry.bullets,
    ...stringsIn(entry.data),
  ];
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}
