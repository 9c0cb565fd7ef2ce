import { describe, expect, it } from '@jest/globals';
import { joinBrokenPeriods, liftMarginNotes } from './margin-notes.js';
import { sourceLine } from './source-line.js';
import type { SourceLine } from './source-line.js';

/** Cells as `x:text`. */
const line = (cells: string[], fields: Partial<SourceLine> = {}): SourceLine =>
  sourceLine(
    cells.map((cell) => {
      const [x = '0', text = ''] = cell.split(':');
      return { text, x: Number(x), right: Number(x) + text.length * 5, size: 10, bold: false };
    }),
    fields,
  );
const texts = (lines: SourceLine[]): string[] => lines.map((item) => item.text);

describe('liftMarginNotes', () => {
  it('moves dates beside bullets above them and leaves the sentences whole', () => {
    const lines = liftMarginNotes([
      line(['50:Acme, Engineer', '450:Berlin']),
      line(['68:Built a thing that serves', '450:May 2019 – Aug 2020'], { bullet: true, x: 60 }),
      line(['68:everybody', '450:1 year 4 months']),
      line(['50:Globex, Intern', '450:2018']),
    ]);
    expect(texts(lines)).toEqual([
      'Acme, Engineer\tBerlin',
      'May 2019 – Aug 2020',
      '1 year 4 months',
      'Built a thing that serves',
      'everybody',
      'Globex, Intern\t2018',
    ]);
    expect(lines[3]?.bullet).toBe(true);
  });
});

describe('joinBrokenPeriods', () => {
  it('joins a period that broke after its dash in a narrow column', () => {
    const lines = [line(['50:Jan. 2021 –', '160:Engineer']), line(['50:present', '160:Built things'])];
    expect(texts(joinBrokenPeriods(lines))).toEqual(['Jan. 2021 – present\tEngineer', 'Built things']);
  });

  it('leaves a text below an open period alone', () => {
    const lines = [line(['50:2021 –']), line(['50:Engineer'])];
    expect(texts(joinBrokenPeriods(lines))).toEqual(['2021 –', 'Engineer']);
  });
});
