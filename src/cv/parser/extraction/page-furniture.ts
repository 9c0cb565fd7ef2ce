import type { Segment } from './pdf-segments.js';
import { toRows } from './pdf-columns.js';

/** A page's segments without its furniture. */
export interface CleanPages {
  pages: Segment[][];
  /** One copy of each distinct piece of furniture. */
  furniture: string[];
}

/** Share of the page height, at the top and at the bottom, in which running headers and footers stand. */
const MARGIN = 0.1;
const PAGE_NUMBER =
  /^[-–—\s|(]*((page|seite|pagina|página|strona|pág\.?|p\.)\s*)?\d{1,3}(\s*(of|\/|von|de|sur|di|z|van|-)\s*\d{1,3})?[-–—\s|)]*$/i;
const CONTACT = /@|https?:|www\.|\+?\d[\d\s().-]{7,}\d/;

/**
 * Takes page numbers and what repeats in the margins of several pages out of the text. The first copy of a repeated
 * page header, and of a footer with contact details, stays: it is content.
 */
export function removeFurniture(pages: Segment[][], height: number): CleanPages {
  const seen = new Map<string, number>();
  for (const page of pages)
    for (const key of new Set(marginRows(page, height).map((row) => row.key)))
      seen.set(key, (seen.get(key) ?? 0) + 1);
  const furniture = new Set<string>();
  const kept = new Set<string>();
  const cleaned = pages.map((page) => {
    const dropped = new Set<Segment>();
    for (const row of marginRows(page, height)) {
      const repeated = (seen.get(row.key) ?? 0) > 1;
      if (!repeated && !PAGE_NUMBER.test(row.text)) continue;
      const content = !PAGE_NUMBER.test(row.text) && (row.top || CONTACT.test(row.text));
      if (content && !kept.has(row.key)) kept.add(row.key);
      else {
        for (const segment of row.segments) dropped.add(segment);
        if (!content) furniture.add(row.text);
      }
    }
    return page.filter((segment) => !dropped.has(segment));
  });
  return { pages: cleaned, furniture: [...furniture] };
}

function marginRows(page: Segment[], height: number) {
  return toRows(page)
    .filter((row) => row.y < height * MARGIN || row.y > height * (1 - MARGIN))
    .map((row) => {
      const text = row.segments.map((segment) => segment.text).join(' ');
      const top = row.y < height * MARGIN;
      return { segments: row.segments, text, top, key: `${top} ${text.replace(/\d+/g, '#')}` };
    });
}
