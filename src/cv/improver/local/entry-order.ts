import type { CvDate, CvEntry } from '../../document/cv-document.js';

/**
 * The entries from the newest to the oldest by end, then by start; as they are where any of them has no readable
 * date. Where one date is a year alone, only years are compared, so that no order is guessed.
 */
export function newestFirst(entries: readonly CvEntry[]): CvEntry[] {
  const dates = entries.flatMap(({ start, end }) => [start, end]).filter((date) => date !== null);
  const length = dates.some(({ precision }) => precision === 'year') ? 4 : 7;
  const keyed = entries.map((entry) => ({
    entry,
    end: dateKey(entry.end ?? entry.start),
    start: dateKey(entry.start),
  }));
  if (keyed.some(({ end }) => end === null)) return [...entries];
  return keyed
    .sort((a, b) => compare(b.end!, a.end!) || compare(b.start ?? '', a.start ?? ''))
    .map(({ entry }) => entry);

  function dateKey(date: CvDate | null): string | null {
    if (date?.precision === 'present') return '9999';
    return date?.value?.slice(0, length) ?? null;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
