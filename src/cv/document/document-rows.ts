import type { CvEntry as DocumentEntry } from './cv-document.js';
import type { CvEntry } from './cv-entry.entity.js';

/** The columns of an entry's row; the row's place is the caller's. */
export function entryColumns(
  entry: DocumentEntry,
): Omit<CvEntry, 'id' | 'section' | 'sectionId' | 'position'> {
  const { title, organisation, location, start, end, body, bullets, data } = entry;
  return {
    title,
    organisation,
    location,
    startValue: start?.value ?? null,
    startPrecision: start?.precision ?? null,
    startRaw: start?.raw ?? null,
    endValue: end?.value ?? null,
    endPrecision: end?.precision ?? null,
    endRaw: end?.raw ?? null,
    body,
    bullets,
    data,
  };
}
