import { describe, it, expect } from '@jest/globals';
import { type CvDate, type CvDocument, emptyEntry } from '../document/cv-document.js';
import { matchReportMarkdown } from './match-report-markdown.js';
import { matchReport } from './match-report.js';

const month = (value: string): CvDate => ({ value, precision: 'month', raw: value });
const PRESENT: CvDate = { value: null, precision: 'present', raw: 'Present' };

const DOCUMENT: CvDocument = {
  language: 'en',
  sections: [
    {
      kind: 'profile',
      title: '',
      entries: [emptyEntry({ title: 'Ada Moreau', data: { headline: 'Platform engineer' } })],
    },
    {
      kind: 'experience',
      title: 'Work',
      entries: [
        emptyEntry({
          title: 'Backend Developer',
          organisation: 'Acme',
          start: month('2020-01'),
          end: PRESENT,
          bullets: ['Built REST APIs in Go and Python', 'Moved 🎉 data to Postgres; tuned Postgres'],
        }),
        emptyEntry({ title: 'Intern', start: month('2019-01'), end: month('2020-06') }),
      ],
    },
    { kind: 'education', title: '', entries: [emptyEntry({ title: 'B.Sc. Physics' })] },
    { kind: 'skills', title: '', entries: [emptyEntry({ bullets: ['K8s', 'go'] })] },
  ],
};
const JOB = {
  position: 'Senior Backend Engineer',
  description:
    'We run Python services on Kubernetes.\n\nRequirements:\n- 4+ years of experience with Go\n- PostgreSQL; Kafka\n- Zanzibar-X2 tokens\n- a master’s degree or equivalent experience\n\nNice to have: Terraform',
};
const report = matchReport({ document: DOCUMENT, job: JOB, asOf: '2022-12' });
const keyword = (name: string) => report.keywords.find((one) => one.keyword === name)!;

describe('matchReport', () => {
  it('tells present, alias and missing apart', () => {
    expect(Object.fromEntries(report.keywords.map((one) => [one.keyword, one.status]))).toEqual({
      Python: 'present',
      Kubernetes: 'alias',
      Go: 'present',
      PostgreSQL: 'alias',
      Kafka: 'missing',
      'Zanzibar-X2': 'missing',
      Backend: 'present',
      Terraform: 'missing',
    });
    expect(keyword('Kubernetes').alias).toBe('K8s');
    expect(keyword('Terraform').importance).toBe('preferred');
    expect(keyword('Kafka').importance).toBe('required');
    expect(keyword('Kafka').weight).toBeGreaterThan(keyword('Python').weight);
    expect(keyword('Python').weight).toBeGreaterThan(keyword('Terraform').weight);
  });

  it('gives evidence as exact offsets of the field', () => {
    const all = report.keywords.flatMap((one) => one.evidence);
    expect(all.length).toBeGreaterThan(4);
    for (const { path, start, end, text } of all) {
      const field = path
        .slice(1)
        .split('/')
        .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], DOCUMENT) as string;
      expect(field.slice(start, end)).toBe(text);
    }
    expect(keyword('PostgreSQL').evidence.map(({ text }) => text)).toEqual(['Postgres', 'Postgres']);
  });

  it('explains each part of the score', () => {
    expect(report.breakdown.title).toMatchObject({ value: 1, weight: 15 });
    expect(report.breakdown.experience).toMatchObject({ value: 1, weight: 15 });
    expect(report.breakdown.experience.explanation).toContain('4 years');
    expect(report.breakdown.education.value).toBe(0.6);
    const { keywords, title, experience, education } = report.breakdown;
    expect(report.score).toBe(
      Math.round(60 * keywords.value + 15 * title.value + 15 * experience.value + 10 * education.value),
    );
  });

  it('is the same every time, and only the month moves it', () => {
    expect(matchReport({ document: DOCUMENT, job: JOB, asOf: '2022-12' })).toEqual(report);
    const early = matchReport({ document: DOCUMENT, job: JOB, asOf: '2020-12' });
    expect(early.breakdown.experience.value).toBe(0.5);
    expect(early.score).toBeLessThan(report.score);
  });

  it('leaves out what the advert does not ask for', () => {
    const { breakdown, score } = matchReport({
      document: DOCUMENT,
      job: { position: '', description: 'Python.' },
    });
    expect(breakdown.title.weight + breakdown.experience.weight + breakdown.education.weight).toBe(0);
    expect(score).toBe(100);
    expect(matchReport({ document: DOCUMENT, job: { position: '', description: '' } }).score).toBe(0);
  });

  it('does not count a document without dates as experienced', () => {
    const undated = structuredClone(DOCUMENT);
    for (const entry of undated.sections[1]!.entries) entry.start = entry.end = null;
    const { experience } = matchReport({ document: undated, job: JOB }).breakdown;
    expect(experience).toMatchObject({ weight: 15, value: 0 });
    expect(experience.explanation).toContain('no dates');
  });

  it('reads as Markdown', () => {
    const text = matchReportMarkdown(report);
    expect(text).toMatch(/^## Match with the job: \d+ of 100\n/);
    expect(text).toContain('Kubernetes (as K8s)');
    expect(text).toMatch(/Not in your CV:\W*Kafka/);
  });
});
