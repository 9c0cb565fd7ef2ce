import { describe, it, expect } from '@jest/globals';
import { type CvDate, type CvDocument, emptyEntry } from '../../document/cv-document.js';
import { coverAdvice, MAX_RESPONSE_LENGTH } from '../response-text.js';
import { LocalImprover } from './local-improver.js';

const year = (value: string): CvDate => ({ value, precision: 'year', raw: value });
const PRESENT: CvDate = { value: null, precision: 'present', raw: 'Present' };

function sample(): CvDocument {
  return {
    language: 'en',
    sections: [
      {
        kind: 'profile',
        title: '',
        entries: [
          emptyEntry({
            title: 'Ada Moreau',
            data: { headline: '', emails: [], phones: ['+1 312 555 0100'], links: [], other: [] },
          }),
        ],
      },
      {
        kind: 'experience',
        title: 'Experience',
        entries: [
          emptyEntry({
            title: 'Clerk',
            organisation: 'Globex',
            start: year('2012'),
            end: year('2014'),
            bullets: ['Filed papers', ''],
          }),
          emptyEntry({
            title: 'Engineer',
            organisation: 'Acme  Corp',
            start: year('2018'),
            end: PRESENT,
            bullets: [
              'I developed tools in javascript for sales.',
              'Responsible for managing 3 interns at Initech',
              'Led the move to AWS',
            ],
          }),
        ],
      },
      {
        kind: 'skills',
        title: 'Skills',
        entries: [emptyEntry({ bullets: ['javascript', 'Python', 'JavaScript', 'Kafka'] })],
      },
    ],
  };
}
const JOB = { position: 'Engineer', description: 'Requirements: Kafka, Kubernetes' };
const improver = new LocalImprover();
const improve = (document: CvDocument, job: typeof JOB | null = JOB) =>
  improver.improve({ document, job, prompt: 'Add Kubernetes', asOf: '2024-01' });

describe('LocalImprover', () => {
  it('rewrites, reorders and drops, and nothing else', async () => {
    const document = sample();
    const result = await improve(document);
    expect(document).toEqual(sample());
    expect(result.rejected).toEqual([]);
    const [, experience, skills] = result.document.sections;
    expect(experience!.entries.map(({ organisation, bullets }) => [organisation, bullets])).toEqual([
      [
        'Acme Corp',
        ['Developed tools in JavaScript for sales', 'Managed 3 interns at Initech', 'Led the move to AWS'],
      ],
      ['Globex', ['Filed papers']],
    ]);
    expect(skills!.entries[0]!.bullets).toEqual(['Kafka', 'JavaScript', 'Python']);
  });

  it('gives one change per text, with every rule behind it', async () => {
    const { changes } = await improve(sample());
    expect(changes.find(({ path }) => path === '/sections/1/entries/1/bullets/0')).toEqual({
      path: '/sections/1/entries/1/bullets/0',
      before: 'I developed tools in javascript for sales.',
      after: 'Developed tools in JavaScript for sales',
      rule: 'first-person, skill-casing, bullet-end',
      severity: 'minor',
      mode: 'auto',
    });
    expect(new Set(changes.map(({ path }) => path)).size).toBeGreaterThan(4);
  });

  it('advises on what only the person can do', async () => {
    const { advice } = await improve(sample());
    const rules = new Set(advice.map(({ rule }) => rule));
    expect([...rules]).toEqual(expect.arrayContaining(['no-email', 'no-summary', 'gap', 'missing-keyword']));
    expect(rules).not.toContain('no-phone');
    const severities = advice.map(({ severity }) => severity);
    expect(severities).toEqual(
      [...severities].sort((a, b) => 'major minor info'.indexOf(a) - 'major minor info'.indexOf(b)),
    );
    expect(advice.find(({ rule }) => rule === 'missing-keyword')!.evidence).toBe('Kubernetes');
  });

  it('needs no job', async () => {
    const { responseText, advice, document } = await improve(sample(), null);
    expect(responseText).not.toContain('Match with the job');
    expect(advice.some(({ rule }) => rule === 'missing-keyword')).toBe(false);
    expect(document.sections[2]!.entries[0]!.bullets).toEqual(['JavaScript', 'Python', 'Kafka']);
  });

  it('leaves the words of other languages alone', async () => {
    const document = { ...sample(), language: 'de' };
    const { document: improved } = await improve(document);
    const bullets = improved.sections[1]!.entries[0]!.bullets;
    expect(bullets[1]).toBe('Responsible for managing 3 interns at Initech');
    expect(improved.sections[2]!.entries[0]!.bullets).toEqual(['Kafka', 'JavaScript', 'Python']);
  });

  it('writes a report in which text of the person is no Markdown', async () => {
    const document = sample();
    document.sections[1]!.entries[1]!.bullets[0] =
      'I developed <img src=x> and [link](https://evil.example) tools';
    const { responseText } = await improve(document);
    expect(responseText).toContain('## What was changed');
    expect(responseText).toContain('After: Managed 3 interns at Initech');
    expect(responseText).not.toMatch(/(?<!\\)<img/);
    expect(responseText).not.toContain('[link](');
  });

  it('keeps the report within its length', async () => {
    const document = sample();
    document.sections[1]!.entries[1]!.bullets = Array.from(
      { length: 400 },
      (_, i) => `I developed the ${'very '.repeat(20)}large tool ${i} for sales`,
    );
    const { responseText, changes } = await improve(document);
    expect(changes.length).toBeGreaterThan(400);
    expect(responseText.length).toBeLessThanOrEqual(MAX_RESPONSE_LENGTH);
    expect(responseText).toContain('more.');
    expect(responseText).toContain('## Match with the job');
  });
});

describe('LocalImprover on hostile text', () => {
  const LONG = 4_000;
  it.each([
    'a',
    'a-',
    'a.',
    'a@',
    ' ',
    ', ',
    'and managing ',
    'Go, ',
    '1,',
    'https://',
    '`',
    '\ud800',
    '\0',
    '<b>',
  ])('bears %j over and over', async (piece) => {
    const document = sample();
    const text = piece.repeat(Math.ceil(LONG / piece.length));
    document.sections[1]!.entries[0]! = emptyEntry({
      title: text,
      organisation: text,
      body: text,
      bullets: [text],
    });
    const result = await improve(document, {
      position: text.slice(0, 200),
      description: text.slice(0, 5000),
    });
    expect(result.responseText.length).toBeLessThanOrEqual(MAX_RESPONSE_LENGTH);
    expect(result.responseText).toContain('## What only you can do');
    expect((await improve(result.document)).changes.filter(({ rule }) => rule !== 'skill-order')).toEqual([]);
  });
});

describe('coverAdvice', () => {
  it('lists what the job asks for', () => {
    const text = coverAdvice({
      position: 'Data <b>Engineer</b>',
      description: 'Requirements: 3+ years with Kafka. Bachelor’s degree. Nice to have: Rust and Scala',
    });
    expect(text).toMatch(/^# What your CV should cover: Data \\<b\\>/);
    expect(text).toContain('- Kafka');
    expect(text).toContain('3+ years');
    expect(text).toContain("bachelor's degree");
    expect(text.indexOf('- Rust')).toBeGreaterThan(text.indexOf('## Welcome'));
  });
});
