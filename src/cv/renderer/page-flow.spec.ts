import { describe, expect, it } from '@jest/globals';
import { bindEnds, PageFlow, type Row } from './page-flow.js';
import { createPdf } from './pdf-document.js';
import { PAGE } from './theme.js';

const CAPACITY = PAGE.height - PAGE.top - PAGE.bottom;

/** Places rows and gives, per page, the names of the rows on it; `tops` takes where each was painted. */
function place(
  rows: { name: string; height: number; gap?: number; keep?: boolean }[],
  tops: number[] = [],
): string[][] {
  const document = createPdf('t', 'en');
  const pages: string[][] = [];
  const flow = new PageFlow(document);
  flow.place(
    rows.map(({ name, height, gap = 0, keep = false }): Row => {
      return {
        height,
        gap,
        keepWithNext: keep,
        paint: (top) => {
          tops.push(top);
          (pages[document.bufferedPageRange().count - 1] ??= []).push(name);
        },
      };
    }),
  );
  return pages;
}

describe('PageFlow', () => {
  it('moves a heading to the next page with the row it belongs to', () => {
    const rows = [
      { name: 'text', height: CAPACITY - 30 },
      { name: 'heading', height: 20, keep: true },
      { name: 'more', height: 20 },
    ];
    expect(place(rows)).toEqual([['text'], ['heading', 'more']]);
  });

  it('leaves no gap at the top of a page and keeps it elsewhere', () => {
    const tops: number[] = [];
    place(
      [
        { name: 'a', height: CAPACITY, gap: 9 },
        { name: 'b', height: 10, gap: 9 },
        { name: 'c', height: 10, gap: 9 },
      ],
      tops,
    );
    expect(tops).toEqual([PAGE.top, PAGE.top, PAGE.top + 19]);
  });

  it('splits a group that fits no page', () => {
    const rows = Array.from({ length: 3 }, (_, index) => ({
      name: `${index}`,
      height: CAPACITY * 0.6,
      keep: true,
    }));
    expect(place(rows)).toEqual([['0'], ['1'], ['2']]);
  });
});

describe('bindEnds', () => {
  it('ties the first two and the last two rows', () => {
    const row: Row = { height: 1, gap: 0, keepWithNext: false, paint: () => undefined };
    const kept = (count: number) => bindEnds(Array<Row>(count).fill(row)).map((bound) => bound.keepWithNext);
    expect(kept(5)).toEqual([true, false, false, true, false]);
    expect(kept(1)).toEqual([false]);
  });
});
