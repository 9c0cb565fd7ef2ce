import { describe, expect, it } from '@jest/globals';
import { sourceLine } from '../extraction/source-line.js';
import type { SourceLine } from '../extraction/source-line.js';
import { exactHeadingKind, looseHeadingKind } from './heading-kind.js';
import { splitSections } from './section-splitter.js';

const line = (text: string, fields: Partial<SourceLine> & { size?: number } = {}): SourceLine =>
  sourceLine(
    [{ text, x: 50, right: 50 + text.length * 5, size: fields.size ?? 10, bold: fields.bold ?? false }],
    fields,
  );
const heading = (text: string): SourceLine => line(text, { size: 13, bold: true, gap: 2 });
const outline = (lines: SourceLine[]) =>
  splitSections(lines).map(({ kind, title, lines: own }) => [kind, title, own.length]);

describe('exactHeadingKind', () => {
  it.each([
    ['WORK EXPERIENCE', 'experience'],
    ['Berufserfahrung:', 'experience'],
    ['Expérience professionnelle', 'experience'],
    ['Experiencia laboral', 'experience'],
    ['Doświadczenie zawodowe', 'experience'],
    ['Esperienze lavorative', 'experience'],
    ['Experiência profissional', 'experience'],
    ['Werkervaring', 'experience'],
    ['Ausbildung', 'education'],
    ['Formation', 'education'],
    ['Wykształcenie', 'education'],
    ['2. Education & Training', 'education'],
    ['Fähigkeiten', 'skills'],
    ['Compétences', 'skills'],
    ['Sprachkenntnisse', 'languages'],
    ['Projects / Open Source', 'projects'],
    ['Leadership and Work Experience', 'experience'],
    ['About Me', 'profile'],
    ['Kontakt', 'contact'],
    ['Acme Corporation', null],
  ])('%s is %s', (text, kind) => expect(exactHeadingKind(text)).toBe(kind));
});

describe('looseHeadingKind', () => {
  it('goes by the last telling word', () => {
    expect(looseHeadingKind('Computer Engineering Experience')).toBe('experience');
    expect(looseHeadingKind('Invited Talks')).toBe('custom');
  });
});

describe('splitSections', () => {
  it('takes unknown headings by the style of the known ones', () => {
    const lines = [
      line('Jane Doe', { size: 24 }),
      heading('Experience'),
      line('Engineer'),
      heading('Invited Talks'),
      line('A talk'),
    ];
    expect(outline([...lines, heading('Skills'), line('SQL')])).toEqual([
      [null, '', 1],
      ['experience', 'Experience', 1],
      ['custom', 'Invited Talks', 1],
      ['skills', 'Skills', 1],
    ]);
  });

  it('leaves a small heading-like line inside of a section alone', () => {
    const lines = [
      heading('Experience'),
      line('Engineer'),
      line('Projects', { bold: true }),
      line('Text'),
      heading('Education'),
      line('BSc'),
    ];
    expect(outline(lines)).toEqual([
      [null, '', 0],
      ['experience', 'Experience', 3],
      ['education', 'Education', 1],
    ]);
  });

  it('opens a section where a heading shares the line with its content', () => {
    const sections = splitSections([line('Jane Doe'), line('SKILLS: SQL, Go', { gap: 2 })]);
    expect(sections[1]).toMatchObject({ kind: 'skills', title: 'SKILLS' });
    expect(sections[1]?.lines[0]?.text).toBe('SQL, Go');
  });

  it('gives the top of a new column back to the header', () => {
    const lines = [
      heading('Skills'),
      line('SQL'),
      line('Jane Doe', { size: 24, columnStart: true }),
      heading('Experience'),
      line('Engineer'),
    ];
    expect(splitSections(lines)[0]?.lines.map((own) => own.text)).toEqual(['Jane Doe']);
  });
});
