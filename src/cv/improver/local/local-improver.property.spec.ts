import { describe, it, expect } from '@jest/globals';
import { type CvDate, type CvDocument, type CvEntry, emptyEntry } from '../../document/cv-document.js';
import { SkillDictionary } from '../../keywords/skill-dictionary.js';
import { textFields } from '../../keywords/text-fields.js';
import { applyChanges } from '../change-gate.js';
import { LocalImprover } from './local-improver.js';

// A small linear congruential generator (Numerical Recipes), so that every run sees the same documents.
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const OPENERS = [
  'Responsible for managing',
  'was responsible for the development of',
  'I developed',
  'I have led',
  'Was involved in developing',
  'Helped with testing',
  'Successfully delivered',
  'utilized',
  'Worked on',
  'responsible for planning, building and running',
  'Participated in designing',
  'We built',
  'In order to improve',
  'Verantwortlich für',
];
const OBJECTS = [
  'the the payment service',
  'javascript tools ,reports',
  'a very old system',
  'various teams',
  'Node.js and github apps',
  'budgets and training staff',
  'https://example.com/a,b  and ada@example.com',
  'Access and Go , Python',
  'the design of APIs and the test of IPv4',
];
const TAILS = [
  ' in order to cut cost by 30%.',
  ' for Acme GmbH from 2019-2020',
  ' -- not for sale',
  ' on a daily basis;',
  ' and I trained 5 interns',
  '!!',
  ' (almost 1,000 users)',
  '',
  ' on aws, successfully.',
  ' for Zoë’s team `of` ten',
];
const SKILLS = [
  'javascript',
  'JavaScript',
  'Go',
  'kafka',
  ' Postgres',
  'excel',
  'Team work',
  '',
  'aws',
  'AWS',
  'C++',
  'node.js',
];
const DATES: (CvDate | null)[] = [
  null,
  { value: '2015', precision: 'year', raw: '2015' },
  { value: '2019-05', precision: 'month', raw: 'May 2019' },
  { value: '2021-01', precision: 'month', raw: '01/2021' },
  { value: null, precision: 'present', raw: 'Present' },
];

function randomDocument(seed: number): CvDocument {
  const next = generator(seed);
  const pick = <T>(items: readonly T[]) => items[next(items.length)]!;
  const sentence = () => `${pick(OPENERS)} ${pick(OBJECTS)}${pick(TAILS)}`;
  const many = <T>(make: () => T, most: number) => Array.from({ length: next(most) + 1 }, make);
  const entry = (): CvEntry =>
    emptyEntry({
      title: pick(['Engineer', ' Senior  Clerk', 'CTO']),
      organisation: pick(['Acme', 'Globex , Inc.', 'Łódź Works']),
      start: pick(DATES),
      end: pick(DATES),
      body: next(3) === 0 ? `${sentence()}\n\n${sentence()}` : '',
      // A bullet that stands there twice is dropped on purpose.
      bullets: [...new Set(many(sentence, 5))],
    });
  return {
    language: next(4) === 0 ? 'de' : 'en',
    sections: [
      {
        kind: 'profile',
        title: '',
        entries: [emptyEntry({ title: 'Ada Moreau', body: sentence(), data: { emails: ['a@example.com'] } })],
      },
      { kind: 'experience', title: 'Experience', entries: many(entry, 3) },
      { kind: 'projects', title: 'Projects', entries: many(entry, 2) },
      {
        kind: 'skills',
        title: 'Skills',
        entries: many(() => emptyEntry({ bullets: many(() => pick(SKILLS), 8) }), 2),
      },
    ],
  };
}

const textOf = (document: CvDocument) =>
  textFields(document)
    .map(({ text }) => text)
    .join('\n');
const numbers = (text: string) => (text.match(/\p{N}+/gu) ?? []).sort();
const links = (text: string) => (text.match(/https?:\S+|\S+@\S+\w/g) ?? []).sort();
const negations = (text: string) => (text.match(/\b(?:not|almost|from)\b/g) ?? []).length;
const skillsOf = (document: CvDocument) =>
  new Set(
    textFields(document).flatMap((field) =>
      SkillDictionary.standard()
        .find(field.text, field)
        .map(({ skill }) => skill.name),
    ),
  );
const datesOf = (document: CvDocument) =>
  document.sections
    .flatMap(({ entries }) => entries.map(({ start, end }) => JSON.stringify([start, end])))
    .sort();
const employersOf = (document: CvDocument) =>
  document.sections
    .flatMap(({ entries }) => entries.map(({ organisation }) => organisation.replace(/\s/g, '')))
    .sort();

const JOB = {
  position: 'Engineer',
  description: 'Requirements: Kubernetes, Kafka, Terraform, 10 years at Initech',
};
const SEEDS = Array.from({ length: 120 }, (_, i) => i + 1);
const improver = new LocalImprover();

describe('the local engine on generated documents', () => {
  it.each(SEEDS)('keeps every fact, adds none, and has then nothing left to do (%i)', async (seed) => {
    const document = randomDocument(seed);
    const input = { document, job: JOB, prompt: '', asOf: '2024-01' };
    const result = await improver.improve(input);
    const [before, after] = [textOf(document), textOf(result.document)];
    expect(numbers(after)).toEqual(numbers(before));
    expect(links(after)).toEqual(links(before));
    expect(negations(after)).toBe(negations(before));
    expect(datesOf(result.document)).toEqual(datesOf(document));
    expect(employersOf(result.document)).toEqual(employersOf(document));
    const known = skillsOf(document);
    expect([...skillsOf(result.document)].filter((skill) => !known.has(skill))).toEqual([]);

    const again = await improver.improve({ ...input, document: result.document });
    expect(again.changes).toEqual([]);
    expect(JSON.stringify(await improver.improve(structuredClone(input)))).toBe(JSON.stringify(result));
    // The changes alone lead from the one document to the other.
    expect(applyChanges(document, result.changes)).toMatchObject({ document: result.document, rejected: [] });
  });
});
