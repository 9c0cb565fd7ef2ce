import type { CvDate, CvDocument } from '../document/cv-document.js';

/** Whole years of experience an advert asks for, with its words; null where it names none. */
export interface YearsAsked {
  years: number;
  text: string;
}

const YEARS =
  /(\d{1,2})\s*(?:\+|plus)?\s*(?:(?:-|–|to)\s*\d{1,2}\s*\+?\s*)?(?:years?|yrs?|jahre|ans|años|lat)(?![\p{L}])/giu;

/** The most years that the advert names, else the lower end of the stated level (`3-5` → 3). */
export function yearsAsked(description: string, level = ''): YearsAsked | null {
  const named = [...description.matchAll(YEARS)]
    .map((match) => ({ years: Number(match[1]), text: match[0].trim() }))
    .filter(({ years }) => years > 0 && years <= 30);
  if (named.length > 0) return named.reduce((most, one) => (one.years > most.years ? one : most));
  const years = Number.parseInt(level, 10);
  return years > 0 ? { years, text: level } : null;
}

/** Months covered by the dated entries of the experience sections, overlaps once; null where no entry has dates. */
export function monthsOfExperience(document: CvDocument, asOf: string): number | null {
  const spans = document.sections
    .filter((section) => section.kind === 'experience')
    .flatMap((section) => section.entries)
    .flatMap((entry) => {
      const from = entry.start && monthNumber(entry.start, asOf, 'first');
      if (from == null) return [];
      const to = entry.end ? monthNumber(entry.end, asOf, 'last') : from;
      return to != null && to >= from ? [[from, to] as const] : [];
    })
    .sort((a, b) => a[0] - b[0]);
  if (spans.length === 0) return null;
  let months = 0;
  let covered = -Infinity;
  for (const [from, to] of spans) {
    months += Math.max(0, to - Math.max(from, covered + 1) + 1);
    covered = Math.max(covered, to);
  }
  return months;
}

/**
 * A date as a count of months. A year alone is its January as a start and its December as an end, so that
 * `2020 – 2022` may count a little more than was meant, never less.
 */
export function monthNumber(date: CvDate, asOf: string, bound: 'first' | 'last'): number | null {
  const [, year, month] =
    /^(\d{4})(?:-(\d{2}))?/.exec(date.precision === 'present' ? asOf : (date.value ?? '')) ?? [];
  if (!year) return null;
  return Number(year) * 12 + (month ? Number(month) - 1 : bound === 'first' ? 0 : 11);
}

/** The current month in UTC as `YYYY-MM`. */
export function currentMonth(): string {
  return new Date().toISOString().slice(0, 7);
}
