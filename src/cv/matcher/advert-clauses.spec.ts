import { describe, it, expect } from '@jest/globals';
import { SkillDictionary } from '../keywords/skill-dictionary.js';
import { advertClauses } from './advert-clauses.js';
import { degreeAsked } from './education-level.js';
import { yearsAsked } from './experience-years.js';
import { freeTerms } from './free-terms.js';
import { jobPosition } from './title-match.js';

describe('advertClauses', () => {
  it('carries the importance of a heading down to the next one', () => {
    const clauses = advertClauses(
      'We build trains.\nRequirements:\n- Java\n- Kafka\n\nNice to have:\n- Rust\n\nBenefits:\n- Tea',
    );
    const found = clauses.map(({ text, importance, stressed }) => [text, importance, stressed]);
    expect(found).toContainEqual(['Kafka', 'required', true]);
    expect(found).toContainEqual(['Rust', 'preferred', false]);
    expect(found).toContainEqual(['Tea', 'required', false]);
    expect(found).toContainEqual(['We build trains.', 'required', false]);
  });

  it('takes single wishes as such', () => {
    expect(advertClauses('Java is a must; Rust is a plus').map(({ importance }) => importance)).toEqual([
      'required',
      'preferred',
    ]);
  });
});

describe('yearsAsked', () => {
  it.each([
    ['4+ years of Python', '', 4],
    ['3-5 years', '', 3],
    ['at least 2 years of Go and 6 years overall', '', 6],
    ['5 Jahre Erfahrung', '', 5],
    ['no number', '3-5', 3],
    ['no number', '0-2', undefined],
    ['founded 150 years ago', '', undefined],
  ])('%j and level %j: %j', (text, level, years) => expect(yearsAsked(text, level)?.years).toBe(years));
});

describe('degreeAsked', () => {
  it.each([
    ["Bachelor's degree in CS or equivalent experience", 2, true],
    ['BS/MS degree required', 2, false],
    ['PhD preferred', 4, false],
    ['MSc in physics', 3, false],
  ])('%j', (text, rank, orEquivalent) => expect(degreeAsked(text)).toMatchObject({ rank, orEquivalent }));
  it.each(['Scrum master wanted', 'to a degree', 'MS Office'])('finds none in %j', (text) =>
    expect(degreeAsked(text)).toBeNull(),
  );
});

describe('freeTerms', () => {
  const terms = (text: string) =>
    freeTerms(text, SkillDictionary.standard().find(text)).map((term) => term.text);
  it.each([
    ['We use Quantum Frobnicator daily', ['Quantum Frobnicator']],
    ['tools such as LCP, CLS and INP', ['LCP', 'CLS', 'INP']],
    ['with FooDB or Bar', ['FooDB', 'Bar']],
  ])('%j', (text, expected) => expect(terms(text)).toEqual(expected));
  it.each(['We are Acme. Join Acme today', 'You will work with Senior Engineers', 'Python and Kafka'])(
    'none in %j',
    (text) => expect(terms(text)).toEqual([]),
  );
});

it('reads the position out of an advert', () => {
  expect(
    jobPosition({ position: '', description: 'We are looking for a Senior Data Engineer to join us' }),
  ).toBe('Senior Data Engineer');
});
