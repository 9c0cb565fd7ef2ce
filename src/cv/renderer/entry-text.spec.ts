import { describe, expect, it } from '@jest/globals';
import { emptyEntry, type CvDate } from '../document/cv-document.js';
import { extraTexts, listingOf, periodOf } from './entry-text.js';
import { headingOf, labelsOf } from './labels.js';

const date = (raw: string, rest: Partial<CvDate> = {}): CvDate => ({
  value: null,
  precision: null,
  raw,
  ...rest,
});

describe('periodOf', () => {
  it.each([
    [date('Jan 2020'), date('Present'), 'Jan 2020 – Present'],
    [date('2019'), null, '2019'],
    [null, date('2020'), '2020'],
    [date('2019'), date('2019'), '2019'],
    [date('', { value: '2019-05' }), date('', { precision: 'present' }), '2019-05 – heute'],
    [null, null, ''],
    [date(' '), date(''), ''],
  ])('%j to %j is %s', (start, end, text) => {
    expect(periodOf(emptyEntry({ start, end }), 'de')).toBe(text);
  });
});

describe('extraTexts', () => {
  const data = {
    headline: 'h',
    emails: ['e'],
    grade: '1.3',
    courses: ['A', ' '],
    deep: { note: 'B' },
    none: null,
    n: 4,
  };

  it('finds every text, however deep', () => {
    expect(extraTexts(emptyEntry({ data }), 'education')).toEqual(['h', 'e', '1.3', 'A', 'B']);
  });

  it("leaves out what belongs to the source's layout", () => {
    const layout = { furniture: ['Page 1 of 2'], duration: '4 months', labels: ['Phone:'], grade: '1.3' };
    expect(extraTexts(emptyEntry({ data: layout }), 'education')).toEqual(['1.3']);
    expect(extraTexts(emptyEntry({ data: layout }), 'profile')).toEqual(['1.3']);
  });

  it('leaves out the contact details of the profile', () => {
    expect(extraTexts(emptyEntry({ data }), 'profile')).toEqual(['1.3', 'A', 'B']);
  });
});

describe('listingOf', () => {
  it('joins the items after the label', () => {
    const entry = emptyEntry({ title: 'Tools:', bullets: ['Go', ' ', 'Rust'], data: { level: 'expert' } });
    expect(listingOf(entry, 'skills')).toEqual({ label: 'Tools', items: 'Go, Rust, expert' });
  });

  it('uses semicolons where an item holds a comma', () => {
    expect(listingOf(emptyEntry({ bullets: ['SQL (a, b)', 'Go'] }), 'skills')?.items).toBe('SQL (a, b); Go');
  });

  it('is not for sentences, fuller entries or other kinds', () => {
    expect(listingOf(emptyEntry({ bullets: ['x'.repeat(61)] }), 'skills')).toBeUndefined();
    expect(listingOf(emptyEntry({ title: 'Go', body: 'Ten years.' }), 'skills')).toBeUndefined();
    expect(listingOf(emptyEntry({ bullets: ['Go'] }), 'experience')).toBeUndefined();
  });
});

describe('headingOf', () => {
  it('prefers the title of the source', () => {
    expect(headingOf({ kind: 'skills', title: ' Können\n', entries: [] }, 'de')).toBe('Können');
  });

  it('falls back to the language, then to English', () => {
    expect(headingOf({ kind: 'education', title: '', entries: [] }, 'pl-PL')).toBe('Wykształcenie');
    expect(headingOf({ kind: 'education', title: '', entries: [] }, 'xx')).toBe('Education');
  });

  it.each(['en', 'de', 'fr', 'es', 'pl', 'it', 'pt', 'nl'])(
    'has a heading for every kind in %s',
    (language) => {
      expect(Object.values(labelsOf(language).sections)).not.toContain('');
      expect(new Set(Object.values(labelsOf(language).sections)).size).toBe(13);
    },
  );
});
