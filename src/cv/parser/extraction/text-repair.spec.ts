import { describe, expect, it } from '@jest/globals';
import { sourceLine } from './source-line.js';
import { closeLetterSpacing, normaliseText, repairHyphenation } from './text-repair.js';

const repaired = (...texts: string[]): string[] => {
  const lines = texts.map((text) => sourceLine([{ text, x: 50, right: 300, size: 10, bold: false }]));
  repairHyphenation(lines);
  return lines.map((line) => line.text);
};

describe('normaliseText', () => {
  it('spells ligatures out and composes accents', () => {
    expect(normaliseText('e\ufb03cient o\ufb00er\u00a0Zoe\u0308')).toBe('efficient offer Zoë');
  });
});

describe('closeLetterSpacing', () => {
  it.each([
    ['E X P E R I E N C E', 'EXPERIENCE'],
    ['J A N E  D O E', 'JANE DOE'],
    ['R & D', 'R&D'],
    ['Plan B is on', 'Plan B is on'],
  ])('%s', (spaced, closed) => expect(closeLetterSpacing(spaced)).toBe(closed));
});

describe('repairHyphenation', () => {
  it('joins a word the rest of the document spells in one', () => {
    expect(repaired('We ran Consul.', 'Cilium, Con\u00ad', 'sul, and more')).toEqual([
      'We ran Consul.',
      'Cilium, Consul,',
      'and more',
    ]);
  });

  it('keeps the hyphen of a compound', () => {
    expect(repaired('built a cross-', 'platform app')[0]).toBe('built a cross-platform');
    expect(repaired('the multi\u00ad', 'account set-up; a multi\u00adaccount VPC')[0]).toBe(
      'the multi-account',
    );
  });

  it('joins halves that are no words by themselves', () => {
    expect(repaired('top 5% of submis-', 'sions)')[0]).toBe('top 5% of submissions)');
  });

  it('makes soft hyphens within a line hyphens', () => {
    expect(repaired('high\u00adimpact 2023 \u00ad 2024')).toEqual(['high-impact 2023 - 2024']);
  });
});
